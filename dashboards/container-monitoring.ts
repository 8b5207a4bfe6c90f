import { runningContainers } from "../promql/signals";
import { CONTAINER_MONITORING_THRESHOLDS, type ContainerMonitoringThresholds } from "./container-monitoring-thresholds";
import type { DashboardDefinition } from "./dashboard-definition";
import type { DashboardSettings } from "./dashboard-settings";
import { containerPanels } from "./private/container-monitoring/containers";
import { overviewPanels } from "./private/container-monitoring/overview";
import { memoryPanels, networkAndDiskPanels, processorPanels } from "./private/container-monitoring/usage";
import { shippedDashboard } from "./private/shipped-dashboard";

/** Settings of {@link containerMonitoring}. */
export interface ContainerMonitoringSettings extends DashboardSettings {
  /**
   * What the dashboard is called.
   *
   * @default "Containers"
   */
  readonly title?: string;
  /**
   * The dashboard's address in Grafana. It does not follow the title.
   *
   * @default "container-monitoring"
   */
  readonly uid?: string;
  /**
   * Where lines are drawn and numbers change colour: what the alerts were told.
   *
   * @default - the thresholds of `containerThresholds`, which the alerts have by default
   */
  readonly thresholds?: Partial<ContainerMonitoringThresholds>;
}

/**
 * The dashboard of containers that a cAdvisor reports on, by name, for any number of engines: what each uses of
 * processors, memory, network and disk, and what it was cut off from.
 *
 * @throws {DashboardError} naming every setting that cannot be used
 */
export const containerMonitoring = (settings: ContainerMonitoringSettings = {}): DashboardDefinition =>
  shippedDashboard(
    {
      name: "container-monitoring",
      title: "Containers",
      description: "Processors, memory, network and disk of each container.",
      tag: "container",
      thresholds: CONTAINER_MONITORING_THRESHOLDS,
      variables: [
        {
          name: "host",
          title: "Host",
          description: "The machine that the containers run on.",
          series: runningContainers(),
        },
        {
          name: "container",
          title: "Container",
          description: "The container, by its name on the engine.",
          series: runningContainers({ where: { host: '=~"$host"' } }),
          label: "name",
          includesEmpty: false,
        },
      ],
      rows: (thresholds) => [
        { title: "Overview", panels: overviewPanels(thresholds) },
        { title: "Containers", panels: containerPanels(thresholds) },
        { title: "Processors", panels: processorPanels(thresholds) },
        { title: "Memory", panels: memoryPanels(thresholds) },
        { title: "Network and disk", panels: networkAndDiskPanels(thresholds) },
      ],
    },
    settings,
  );
