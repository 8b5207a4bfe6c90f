import { networkRate, packetErrorRatio } from "../../../promql/signals";
import type { HostMonitoringThresholds } from "../../host-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { UNITS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { severitySteps } from "../severity-steps";
import { INTERFACES, RATE_WINDOW } from "./shared";

const noValue = "not reported";

const DIRECTIONS = [
  { direction: "receive", word: "received" },
  { direction: "transmit", word: "sent" },
] as const;

const options = { window: RATE_WINDOW, where: INTERFACES };

/** What the interfaces that lead out of each host carry. */
export const networkPanels = (thresholds: HostMonitoringThresholds): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Network throughput",
    description: "Bytes a second that each interface receives and sends; the loopback and Docker's own are left out.",
    unit: UNITS.bytesPerSecond,
    queries: DIRECTIONS.map(({ direction, word }) => ({
      expression: networkRate(direction, options),
      legend: `{{host}} {{device}} ${word}`,
    })),
    noValue,
  }),
  timeSeriesPanel({
    title: "Packets with errors",
    description: "Share of each interface's packets that had an error. Dashed where HostNetworkErrors begins.",
    unit: UNITS.ratio,
    thresholds: severitySteps(thresholds.networkErrors),
    queries: DIRECTIONS.map(({ direction, word }) => ({
      expression: packetErrorRatio(direction, options),
      legend: `{{host}} {{device}} ${word}`,
    })),
    noValue,
  }),
];
