import {
  apiMonitoring,
  containerMonitoring,
  hostMonitoring,
  type ContainerMonitoringSettings,
  type DashboardDefinition,
  type HostMonitoringSettings,
} from "../dashboards";
import type { Monitoring } from "./monitoring";
import type { StackAlertSettings } from "./stack-alerts";
import { containerPanelThresholds, hostPanelThresholds, panelThresholds } from "./private/panel-thresholds";
import { unusedSettings } from "./private/problems";

/**
 * The dashboards of a {@link MonitoringStack} beside the application's, by what they show; `false` leaves one out. Their
 * thresholds are those that the alerts were told.
 */
export interface StackDashboardSettings {
  /**
   * The host's, where Node Exporter runs.
   *
   * @default {}
   */
  readonly host?: Omit<HostMonitoringSettings, "datasourceUid" | "thresholds"> | false;
  /**
   * The containers', where cAdvisor runs.
   *
   * @default {}
   */
  readonly containers?: Omit<ContainerMonitoringSettings, "datasourceUid" | "thresholds"> | false;
}

/** What the application's dashboard is told. */
export interface ApplicationDashboard {
  readonly title: string | undefined;
  readonly scrapeInterval: string | undefined;
}

/** What a stack's dashboards are made of. */
export interface StackDashboards {
  readonly settings: StackDashboardSettings;
  /** The application's; false where there is no application. */
  readonly application: ApplicationDashboard | false;
  /** The alerts whose thresholds the panels show; none where those were refused, so that nothing is refused twice. */
  readonly alerts: StackAlertSettings;
}

/** Settings of dashboards that the stack does not have. */
export const stackDashboardProblems = (
  { host, containers }: StackDashboardSettings,
  { nodeExporter, cadvisor }: Monitoring,
): string[] => [
  ...unusedSettings("dashboards.host", host, "nodeExporter", nodeExporter),
  ...unusedSettings("dashboards.containers", containers, "cadvisor", cadvisor),
];

/** Each dashboard of a stack, to be made one after the other, so that what is wrong with one does not hide the next. */
export function stackDashboards(
  { settings, application, alerts }: StackDashboards,
  { datasource, nodeExporter, cadvisor }: Monitoring,
): (() => DashboardDefinition)[] {
  const { host = {}, containers = {} } = settings;
  const { api = {}, host: hostAlerts = {}, containers: containerAlerts = {} } = alerts;
  const datasourceUid = datasource.uid;
  return [
    application !== false &&
      (() => {
        const thresholds = panelThresholds(api === false ? {} : api);
        return apiMonitoring({ ...application, datasourceUid, thresholds });
      }),
    nodeExporter !== undefined &&
      host !== false &&
      (() => {
        const thresholds = hostPanelThresholds(hostAlerts === false ? {} : hostAlerts);
        return hostMonitoring({ ...host, datasourceUid, thresholds });
      }),
    cadvisor !== undefined &&
      containers !== false &&
      (() => {
        const thresholds = containerPanelThresholds(containerAlerts === false ? {} : containerAlerts);
        return containerMonitoring({ ...containers, datasourceUid, thresholds });
      }),
  ].filter((dashboard) => dashboard !== false);
}
