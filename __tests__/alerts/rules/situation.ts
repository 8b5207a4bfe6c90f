import {
  type AlertGroup,
  apiAlerts,
  containerAlerts,
  hostAlerts,
  monitoringAlerts,
  nodejsAlerts,
} from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";

/** A case of one alert that has to stay silent. */
export interface Silent {
  readonly pack: string;
  readonly alert: string;
  readonly what: string;
  readonly group: AlertGroup;
  readonly series: Readonly<Record<string, string>>;
  readonly times: readonly string[];
  readonly every?: string;
}

/** A case of one alert that has to fire, with everything that its receiver sees. */
export interface Fires extends Omit<Silent, "times"> {
  readonly time: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  /** The runbook's page. */
  readonly runbook: string;
}

// The packs as they are shipped.
export const API_GROUP = apiAlerts();
export const CONTAINERS = containerAlerts({ expectedContainers: ["shop"], kernelLog: true });
export const HOST = hostAlerts();
export const MONITORING = monitoringAlerts();
export const NODEJS = nodejsAlerts();

const cadence = (every: string | undefined) =>
  every === undefined ? {} : { scrapedEvery: every, evaluatedEvery: every };

/** Holds a case of an alert that has to stay silent. */
export const staysSilent = ({ group, alert, series, times, every }: Silent) =>
  expectFiringOf(group, {
    alert,
    ...cadence(every),
    series,
    firing: Object.fromEntries(times.map((time) => [time, []])),
  });

/** Holds a case of an alert that has to fire. */
export function fires({ group, alert, series, time, labels, summary, description, runbook, every }: Fires): void {
  const annotations = { summary, description, runbook_url: `docs/runbooks/${runbook}` };
  expectFiringOf(group, { alert, ...cadence(every), series, firing: { [time]: [{ labels, annotations }] } });
}
