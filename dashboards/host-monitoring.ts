import type { DashboardDefinition } from "./dashboard-definition";
import type { DashboardSettings } from "./dashboard-settings";
import { HOST_MONITORING_THRESHOLDS, type HostMonitoringThresholds } from "./host-monitoring-thresholds";
import { diskPanels } from "./private/host-monitoring/disks";
import { networkPanels } from "./private/host-monitoring/network";
import { overviewPanels } from "./private/host-monitoring/overview";
import { processorAndMemoryPanels } from "./private/host-monitoring/processor-and-memory";
import { shippedDashboard } from "./private/shipped-dashboard";

/** Settings of {@link hostMonitoring}. */
export interface HostMonitoringSettings extends DashboardSettings {
  /**
   * What the dashboard is called.
   *
   * @default "Hosts"
   */
  readonly title?: string;
  /**
   * The dashboard's address in Grafana. It does not follow the title.
   *
   * @default "host-monitoring"
   */
  readonly uid?: string;
  /**
   * Where lines are drawn and numbers change colour: what the alerts were told.
   *
   * @default - the thresholds of `hostThresholds`, which the alerts have by default
   */
  readonly thresholds?: Partial<HostMonitoringThresholds>;
}

/**
 * The dashboard of hosts with a Node Exporter, for any number of them: processors, memory, file systems, disks and the
 * network, from the expressions that the alerts on hosts ask.
 *
 * @throws {DashboardError} naming every setting that cannot be used
 */
export const hostMonitoring = (settings: HostMonitoringSettings = {}): DashboardDefinition =>
  shippedDashboard(
    {
      name: "host-monitoring",
      title: "Hosts",
      description: "Processors, memory, file systems, disks and network of each host.",
      tag: "host",
      thresholds: HOST_MONITORING_THRESHOLDS,
      variables: [
        {
          name: "host",
          title: "Host",
          description: "The machine, by its name in the stack.",
          series: "node_boot_time_seconds",
        },
      ],
      rows: (thresholds) => [
        { title: "Overview", panels: overviewPanels(thresholds) },
        { title: "Processors and memory", panels: processorAndMemoryPanels(thresholds) },
        { title: "Disks", panels: diskPanels(thresholds) },
        { title: "Network", panels: networkPanels(thresholds) },
      ],
    },
    settings,
  );
