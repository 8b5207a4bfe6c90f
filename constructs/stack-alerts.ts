import {
  apiAlerts,
  containerAlerts,
  hostAlerts,
  monitoringAlerts,
  nodejsAlerts,
  type AlertGroup,
  type ApiAlertSettings,
  type ContainerAlertSettings,
  type HostAlertSettings,
  type MonitoringAlertSettings,
  type NodejsAlertSettings,
} from "../alerts";
import { durationMilliseconds } from "../promql/duration";
import type { MetricsExposer } from "./metrics-exposer";
import type { Monitoring } from "./monitoring";
import { isRefused, unusedSettings } from "./private/problems";

type EveryContainerAlert = Extract<
  ContainerAlertSettings,
  { readonly kernelLog: true; readonly expectedContainers: readonly unknown[] }
>;

/** What can be set of a stack's alerts on containers: whether the kernel's log is read, cAdvisor is told. */
export type StackContainerAlertSettings = Omit<EveryContainerAlert, "kernelLog" | "expectedContainers"> &
  Partial<Pick<EveryContainerAlert, "expectedContainers">>;

/** The alerts of a {@link MonitoringStack}, by what they look at; `false` leaves all of them out. */
export interface StackAlertSettings {
  /**
   * The application's requests, latency, errors and resources.
   *
   * @default {}
   */
  readonly api?: ApiAlertSettings | false;
  /**
   * The application's Node.js process.
   *
   * @default {}
   */
  readonly nodejs?: NodejsAlertSettings | false;
  /**
   * The host, where Node Exporter runs.
   *
   * @default {}
   */
  readonly host?: HostAlertSettings | false;
  /**
   * Containers, where cAdvisor runs. The stack's own have to run, and those that are expected beside them; kills for
   * memory are told by container where `cadvisor.kernelLog` is true.
   *
   * @default {}
   */
  readonly containers?: StackContainerAlertSettings | false;
  /**
   * The monitoring itself.
   *
   * @default - the Watchdog is shown and not sent, until it is said where its absence is noticed
   */
  readonly monitoring?: Omit<MonitoringAlertSettings, "alerting"> | false;
}

/**
 * The containers of a stack that have to run, by their names on the engine; none that a wrong name keeps from running,
 * which is reported where the name is set.
 */
function ownContainers(monitoring: Monitoring, application: MetricsExposer | undefined): string[] {
  const { host, nodeExporter, cadvisor, alertmanager } = monitoring;
  const names = [
    "prometheus",
    "grafana",
    ...(nodeExporter === undefined ? [] : ["node-exporter"]),
    ...(cadvisor === undefined ? [] : ["cadvisor"]),
    ...(alertmanager === undefined ? [] : ["alertmanager"]),
  ];
  if (isRefused(host)) return [];
  const own = application?.container === undefined || isRefused(application) ? [] : [application.node.id];
  return [...names, ...own].map((name) => host.qualified(name));
}

/** The longest of the intervals that are ones; another is reported where it is set. */
function longestInterval(intervals: readonly (string | undefined)[]): string | undefined {
  const lengthOf = (interval: string) => durationMilliseconds(interval) ?? 0;
  const known = intervals.filter((interval) => interval !== undefined).filter((interval) => lengthOf(interval) > 0);
  return known.sort((one, other) => lengthOf(other) - lengthOf(one)).at(0);
}

/** How seldom at most the application is scraped, or whatever else a query on it may find under the same names. */
export const applicationInterval = (
  { prometheus }: Monitoring,
  application: MetricsExposer | undefined,
): string | undefined => longestInterval([prometheus.scrapeInterval, application?.scrapeConfig().interval]);

/**
 * Each group of a stack's alerts, to be made one after the other, so that what is wrong with one does not hide what is
 * wrong with another.
 */
export function stackAlertGroups(
  settings: StackAlertSettings,
  monitoring: Monitoring,
  application: MetricsExposer | undefined,
): (() => AlertGroup)[] {
  const hasApplication = application !== undefined;
  const scraped = { scrapeInterval: longestInterval([monitoring.prometheus.scrapeInterval]) };
  const applicationScraped = { scrapeInterval: applicationInterval(monitoring, application) };
  const { api = {}, nodejs = {}, host = {}, containers = {}, monitoring: itself = {} } = settings;
  const alerting = monitoring.alertmanager === undefined ? "grafana" : "prometheus";
  return [
    hasApplication && api !== false && (() => apiAlerts({ ...applicationScraped, ...api })),
    hasApplication && nodejs !== false && (() => nodejsAlerts({ ...applicationScraped, ...nodejs })),
    monitoring.nodeExporter !== undefined && host !== false && (() => hostAlerts({ ...scraped, ...host })),
    monitoring.cadvisor !== undefined &&
      containers !== false &&
      (() => {
        // A name alone would be expected on every host that cAdvisor reports on.
        const ownNames = ownContainers(monitoring, application).map((name) => ({ name, host: monitoring.host.name }));
        const { killedForMemory, expectedContainers: others = [], ...own } = containers;
        const shared = { ...scraped, ...own };
        const expectedContainers = [...ownNames, ...others];
        const { missing: _, ...withoutExpected } = shared;
        const settings = expectedContainers.length === 0 ? withoutExpected : { ...shared, expectedContainers };
        return containerAlerts(
          monitoring.cadvisor?.kernelLog === true ? { ...settings, kernelLog: true, killedForMemory } : settings,
        );
      }),
    itself !== false &&
      (() =>
        monitoringAlerts({
          ...applicationScraped,
          watchdog: { notify: false },
          ...(hasApplication ? {} : { metricCollectionFailing: false, seriesOverflowing: false }),
          ...itself,
          alerting,
        })),
  ].filter((group) => group !== false);
}

/** Settings of alerts that the stack does not have. */
export function stackAlertProblems(
  { api, nodejs, host, containers }: StackAlertSettings,
  { nodeExporter, cadvisor }: Monitoring,
  application: MetricsExposer | undefined,
): string[] {
  const absent = [
    ...unusedSettings("alerts.api", api, "application", application),
    ...unusedSettings("alerts.nodejs", nodejs, "application", application),
    ...unusedSettings("alerts.host", host, "nodeExporter", nodeExporter),
    ...unusedSettings("alerts.containers", containers, "cadvisor", cadvisor),
  ];
  const killedForMemory = containers === false ? undefined : containers?.killedForMemory;
  if (cadvisor?.kernelLog !== false || killedForMemory === undefined || killedForMemory === false) return absent;
  return [
    ...absent,
    "alerts.containers.killedForMemory is set while cAdvisor cannot tell such kills by container: " +
      "set cadvisor.kernelLog to true, or leave it out",
  ];
}
