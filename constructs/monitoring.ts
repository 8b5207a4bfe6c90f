import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { validateAlertGroup, validateAlertGroups, type AlertGroup } from "../alerts";
import type { DashboardDefinition } from "../dashboards";
import { Alertmanager, type AlertmanagerOptions } from "./alertmanager";
import { Cadvisor, type CadvisorOptions } from "./cadvisor";
import type { PublishedContainerOptions } from "./container-options";
import { Exporter, type ExporterOptions } from "./exporter";
import { Grafana, type GrafanaOptions } from "./grafana";
import { GrafanaAlertRules } from "./grafana-alert-rules";
import { GrafanaDashboard } from "./grafana-dashboard";
import { GrafanaDatasource } from "./grafana-datasource";
import { GrafanaFolder } from "./grafana-folder";
import { GrafanaNotifications } from "./grafana-notifications";
import type { MetricsExposer } from "./metrics-exposer";
import { MonitoringHost, type MonitoringHostProps } from "./monitoring-host";
import { NodeExporter, type NodeExporterOptions } from "./node-exporter";
import type { NotificationReceiver } from "./notification-receiver";
import { isLoopback, refuseWhile } from "./private/problems";
import { receiverProblems } from "./private/receiver-problems";
import { Prometheus, type PrometheusOptions } from "./prometheus";
import type { IScrapeTarget } from "./scrape-target";

/** Props of {@link Monitoring}. */
export interface MonitoringProps {
  /**
   * The host that is monitored, with its engine and network.
   *
   * @default - the engine of the stack's docker provider, as "docker-host"
   */
  readonly host?: MonitoringHostProps;
  /** @default - Prometheus with its defaults */
  readonly prometheus?: PrometheusOptions;
  /** @default - Grafana with its defaults */
  readonly grafana?: GrafanaOptions;
  /**
   * Node Exporter's settings, or false for none.
   *
   * @default - Node Exporter with its defaults
   */
  readonly nodeExporter?: NodeExporterOptions | false;
  /**
   * cAdvisor's settings, or false for none.
   *
   * @default - cAdvisor with its defaults
   */
  readonly cadvisor?: CadvisorOptions | false;
  /**
   * Who evaluates alerts. Grafana, or Prometheus, which then has an Alertmanager: never both, so that nobody is alerted
   * twice.
   *
   * @default "grafana"
   */
  readonly alerting?: "grafana" | "prometheus";
  /**
   * Alertmanager's settings, where alerts come from Prometheus.
   *
   * @default - Alertmanager with its defaults
   */
  readonly alertmanager?: Omit<AlertmanagerOptions, "receiver">;
  /**
   * Who is notified of alerts.
   *
   * @default - nobody: alerts are shown
   */
  readonly notifications?: NotificationReceiver;
  /**
   * The title of Grafana's folder for dashboards and alert rules, whose uid is `monitoring`.
   *
   * @default "Monitoring"
   */
  readonly folderTitle?: string;
}

/**
 * A monitoring stack for one Docker host: Prometheus, Grafana, Node Exporter and cAdvisor, wired to each other. What is
 * added to it later, applications, dashboards and alerts, is checked as a whole at synth.
 */
export class Monitoring extends Construct {
  readonly host: MonitoringHost;
  readonly prometheus: Prometheus;
  readonly grafana: Grafana;
  readonly nodeExporter: NodeExporter | undefined;
  readonly cadvisor: Cadvisor | undefined;
  /** Only where alerts come from Prometheus. */
  readonly alertmanager: Alertmanager | undefined;
  readonly datasource: GrafanaDatasource;
  readonly folder: GrafanaFolder;

  private readonly notifications: GrafanaNotifications | undefined;
  private readonly dashboards: DashboardDefinition[] = [];
  private readonly alertGroups: AlertGroup[] = [];

  constructor(scope: Construct, id: string, props: MonitoringProps = {}) {
    super(scope, id);
    const { alerting = "grafana", notifications: receiver, folderTitle = "Monitoring" } = props;
    const host = new MonitoringHost(this, "host", props.host);
    this.host = host;
    this.prometheus = new Prometheus(this, "prometheus", { ...props.prometheus, host });
    // One that is refused is said to be so where it is notified.
    const isMailed = alerting === "grafana" && receiverProblems("notifications", receiver).length === 0;
    const mailServer = isMailed && receiver !== undefined && "email" in receiver ? receiver.email : undefined;
    this.grafana = new Grafana(this, "grafana", {
      ...props.grafana,
      smtp: props.grafana?.smtp ?? mailServer,
      allowDefaultPassword: props.grafana?.allowDefaultPassword ?? isPrivate(props),
      host,
    });
    this.nodeExporter =
      props.nodeExporter === false
        ? undefined
        : new NodeExporter(this, "node-exporter", { ...props.nodeExporter, host });
    this.cadvisor = props.cadvisor === false ? undefined : new Cadvisor(this, "cadvisor", { ...props.cadvisor, host });
    this.alertmanager =
      alerting === "grafana"
        ? undefined
        : new Alertmanager(this, "alertmanager", { ...props.alertmanager, receiver, host });

    const { grafana, prometheus, alertmanager } = this;
    this.datasource = new GrafanaDatasource(this, "datasource", { grafana, prometheus });
    // Apart from the title: another uid is another folder, and the one that goes takes along what others put there.
    this.folder = new GrafanaFolder(this, "folder", { grafana, title: folderTitle, uid: "monitoring" });
    this.notifications =
      receiver === undefined || alertmanager !== undefined
        ? undefined
        : new GrafanaNotifications(this, "notifications", { grafana, receiver });

    for (const target of [grafana, this.nodeExporter, this.cadvisor, alertmanager]) {
      if (target !== undefined) prometheus.addScrapeTarget(target);
    }
    if (alertmanager !== undefined) prometheus.addAlertReceiver(alertmanager);
    if (receiver === undefined) {
      Annotations.of(this).addWarning(
        "alerts are shown and nobody is notified: give `notifications` a webhook or an e-mail receiver",
      );
    }
    refuseWhile(this, () => [
      ...duplicates(
        "dashboard uid",
        this.dashboards.map(({ uid }) => uid),
      ),
      ...clashes(this.alertGroups.map((group) => this.partOfGrafana(group))),
      ...(alerting === "grafana" && props.alertmanager !== undefined
        ? ['alertmanager is set while Grafana alerts, so there is none: set alerting to "prometheus", or leave it out']
        : []),
    ]);
  }

  /** Has an application's metrics scraped, so that dashboards and alerts may ask for its catalogue. */
  addApplication(exposer: MetricsExposer): void {
    this.prometheus.addScrapeTarget(exposer);
  }

  /** Has anything else scraped that is reached from the monitoring network. */
  addScrapeTarget(target: IScrapeTarget): void {
    this.prometheus.addScrapeTarget(target);
  }

  /** Runs a further exporter on the host, and has it scraped under its id as the job. */
  addExporter(id: string, options: ExporterOptions): Exporter {
    const exporter = new Exporter(this, id, { ...options, host: this.host });
    this.prometheus.addScrapeTarget(exporter);
    return exporter;
  }

  /** Puts a dashboard into Grafana; its queries are held against what the stack's targets expose. */
  addDashboard(dashboard: DashboardDefinition): void {
    const isNew = this.dashboards.every(({ uid }) => uid !== dashboard.uid);
    this.dashboards.push(dashboard);
    if (!isNew) return;
    const { grafana, folder, prometheus } = this;
    new GrafanaDashboard(this, `dashboard-${dashboard.uid}`, { grafana, dashboard, folder, metrics: prometheus });
  }

  /** Has a group's alerts evaluated, by Grafana or by Prometheus as the stack was told; recordings go to Prometheus. */
  addAlerts(group: AlertGroup): void {
    const isNew = this.alertGroups.every(({ name }) => name !== group.name);
    this.alertGroups.push(group);
    if (!isNew) return;
    const { grafana, folder, prometheus, datasource, notifications } = this;
    if (this.alertmanager !== undefined) {
      prometheus.addRules(group);
      return;
    }
    prometheus.addRecordings(group);
    if (group.alerts.length === 0) return;
    new GrafanaAlertRules(this, `alerts-${group.name}`, {
      grafana,
      folder,
      group,
      datasourceUid: datasource.uid,
      metrics: prometheus,
      notifications,
    });
  }

  /** What of a group Prometheus does not evaluate, and does not hold against the other groups. */
  private partOfGrafana(group: AlertGroup): AlertGroup {
    return { ...group, alerts: this.alertmanager === undefined ? group.alerts : [], recordings: [] };
  }
}

/** Whether every port of the stack is published on loopback only. */
const isPrivate = ({ prometheus, grafana, cadvisor, alertmanager }: MonitoringProps): boolean =>
  [prometheus, grafana, cadvisor, alertmanager].every(
    (options?: PublishedContainerOptions | false) =>
      options === undefined ||
      options === false ||
      options.port === false ||
      isLoopback(options.listenAddress ?? "127.0.0.1"),
  );

const duplicates = (what: string, values: readonly string[]): string[] =>
  [...new Set(values.filter((value, index) => values.indexOf(value) !== index))].map(
    (value) => `duplicate ${what} "${value}": give one of them another`,
  );

/** What one group takes from another; what is wrong with a group alone is said where it is evaluated. */
function clashes(groups: readonly AlertGroup[]): string[] {
  const alone = new Set(groups.flatMap(validateAlertGroup));
  return validateAlertGroups(groups).filter((problem) => !alone.has(problem));
}
