import { durationMilliseconds } from "../../../promql/duration";
import {
  hostThresholds,
  hostUptime,
  type Matchers,
  packetErrorRatio,
  packetRate,
  selector,
} from "../../../promql/signals";
import type { PlainAlert } from "../shipped-alert";
import type { ThresholdAlert } from "../threshold-alert";
import { amountProblems, percent, shareProblems } from "../threshold-texts";

/** The clock is off, and is not getting closer. */
export const clockSkew = (where: Matchers): ThresholdAlert => ({
  name: "HostClockSkew",
  option: "clockSkew",
  threshold: hostThresholds.clockSkew,
  severity: "warning",
  for: "10m",
  summary: "A host's clock is wrong",
  runbook: "host-clock-skew.md",
  expression: (threshold, window) => {
    const offset = selector("node_timex_offset_seconds", where);
    const drift = `deriv(node_timex_offset_seconds[${window}])`;
    return `(${offset} > ${threshold} and ${drift} >= 0)\nor\n(${offset} < -${threshold} and ${drift} <= 0)`;
  },
  description: (threshold) =>
    "The clock of {{ $labels.host }} is {{ $value | humanizeDuration }} away from its time server, and not getting " +
    `closer. The limit is ${threshold}s.`,
  thresholdProblems: amountProblems("seconds"),
});

/** Nothing sets the clock. */
export const clockNotSynchronised = (where: Matchers): PlainAlert => ({
  name: "HostClockNotSynchronised",
  option: "clockNotSynchronised",
  severity: "warning",
  for: "10m",
  summary: "Nothing sets a host's clock",
  runbook: "host-clock-not-synchronised.md",
  expression: (window) =>
    `max_over_time(${selector("node_timex_sync_status", where)}[${window}]) == 0\nand\n` +
    `node_timex_maxerror_seconds >= ${hostThresholds.clockUnsynchronisedError}`,
  description: (window) => `Nothing has set the clock of {{ $labels.host }} within the last ${window}.`,
});

/** An interface receives or sends packets with errors. */
export const networkErrors = (where: Matchers, minimumPacketRate: number): ThresholdAlert => ({
  name: "HostNetworkErrors",
  option: "networkErrors",
  threshold: hostThresholds.networkErrors,
  severity: "warning",
  for: "15m",
  summary: "A network interface has errors",
  runbook: "host-network-errors.md",
  expression: (threshold, window) =>
    (["receive", "transmit"] as const)
      .map((direction) => {
        const ratio = packetErrorRatio(direction, { window, where });
        if (minimumPacketRate === 0) return `${ratio} > ${threshold}`;
        return `(${ratio} > ${threshold} and ${packetRate(direction, { window })} >= ${minimumPacketRate})`;
      })
      .join("\nor\n"),
  description: (threshold, window) =>
    "{{ $value | humanizePercentage }} of the packets that the interface {{ $labels.device }} of {{ $labels.host }} " +
    `received or sent over the last ${window} had an error. The limit is ${percent(threshold)}.`,
  thresholdProblems: shareProblems,
});

/** The host has started again. */
export const rebooted = (where: Matchers): PlainAlert => ({
  name: "HostRebooted",
  option: "rebooted",
  severity: "warning",
  for: "0s",
  window: hostThresholds.rebootedWindow,
  summary: "A host has started again",
  runbook: "host-rebooted.md",
  // The host's own clock on both sides, so that a wrong one does not matter; and no host that nobody saw before.
  expression: (window) =>
    `${hostUptime({ where })} < ${Math.round((durationMilliseconds(window) ?? 0) / 1000)}\nand\n` +
    `present_over_time(node_boot_time_seconds[1d] offset ${window})`,
  description: () => "{{ $labels.host }} started {{ $value | humanizeDuration }} ago.",
});
