import { existsSync } from "node:fs";
import { join } from "node:path";
import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { AlertGroupError } from "../alerts";
import { DashboardError, importedDashboards } from "../dashboards";
import { addBackend, type BackendSettings } from "./backend";
import { MetricsExposer, type MetricsExposerProps } from "./metrics-exposer";
import { Monitoring, type MonitoringProps } from "./monitoring";
import { applicationInterval, stackAlertGroups, stackAlertProblems, type StackAlertSettings } from "./stack-alerts";
import { stackDashboardProblems, stackDashboards, type StackDashboardSettings } from "./stack-dashboards";
import { validatePassword, validateUser } from "./private/login-problems";
import { refuseWhile, unusedSettings } from "./private/problems";

/** The application of a {@link MonitoringStack}. */
export interface ApplicationSettings extends Partial<Omit<MetricsExposerProps, "host">> {
  /**
   * The job under which it is scraped.
   *
   * @default "api"
   */
  readonly name?: string;
}

/** Props of {@link MonitoringStack}. */
export interface MonitoringStackProps extends MonitoringProps {
  /**
   * Where Terraform keeps the state.
   *
   * @default - a file in the folder that the deployment is made from
   */
  readonly backend?: BackendSettings;
  /**
   * The application that is monitored, or false for none.
   *
   * @default - "api" with the application catalogue, at host.docker.internal:8000
   */
  readonly application?: ApplicationSettings | false;
  /**
   * The title of the application's dashboard.
   *
   * @default "Django API Monitoring"
   */
  readonly dashboardTitle?: string;
  /**
   * The dashboards beside the application's.
   *
   * @default - one of the host, and one of its containers
   */
  readonly dashboards?: StackDashboardSettings;
  /**
   * What the alerts are told, by what they look at.
   *
   * @default - every alert, with the thresholds that `alerts/` gives reasons for
   */
  readonly alerts?: StackAlertSettings;
  /**
   * The folder with dashboards that were exported from Grafana, or false for none.
   *
   * @default - "dashboards/imported" below the folder that the deployment is made from, where there is one
   */
  readonly importedDashboards?: string | false;
}

/**
 * The default deployment: the whole stack with one application, dashboards and alerts. The login is a pair of
 * Terraform variables, `grafana_admin_user` and `grafana_admin_password`, each "admin" until it is set.
 */
export class MonitoringStack extends TerraformStack {
  readonly monitoring: Monitoring;

  constructor(scope: Construct, id: string, props: MonitoringStackProps = {}) {
    super(scope, id);
    const { backend, application = {}, dashboardTitle, dashboards = {}, alerts = {}, ...monitoringProps } = props;
    const { importedDashboards: imported = defaultFolder(), ...settings } = monitoringProps;
    if (backend !== undefined) addBackend(this, backend);
    this.monitoring = new Monitoring(this, "monitoring", {
      ...settings,
      grafana: {
        ...settings.grafana,
        adminUser: settings.grafana?.adminUser ?? this.adminUser(),
        adminPassword: settings.grafana?.adminPassword ?? this.adminPassword(),
      },
    });

    const exposer = application === false ? undefined : this.exposer(application);
    const accepted = stackAlertGroups(alerts, this.monitoring, exposer).map((group) =>
      this.add(() => {
        this.monitoring.addAlerts(group());
      }),
    );
    refuseWhile(this, () => [
      ...unusedSettings("dashboardTitle", dashboardTitle, "application", exposer),
      ...stackAlertProblems(alerts, this.monitoring, exposer),
      ...stackDashboardProblems(dashboards, this.monitoring),
    ]);
    if (exposer !== undefined) this.monitoring.addApplication(exposer);
    const shown = {
      settings: dashboards,
      application: exposer !== undefined && {
        title: dashboardTitle,
        scrapeInterval: applicationInterval(this.monitoring, exposer),
      },
      alerts: accepted.every(Boolean) ? alerts : {},
    };
    for (const dashboard of stackDashboards(shown, this.monitoring)) {
      this.add(() => {
        this.monitoring.addDashboard(dashboard());
      });
    }
    if (imported !== false) {
      const datasourceUid = this.monitoring.datasource.uid;
      this.add(() => {
        for (const dashboard of importedDashboards(imported, { datasourceUid }))
          this.monitoring.addDashboard(dashboard);
      });
    }
  }

  private exposer({ name = "api", ...settings }: ApplicationSettings): MetricsExposer {
    const { host } = this.monitoring;
    const target = settings.container === undefined ? "host.docker.internal:8000" : undefined;
    return new MetricsExposer(this, name, { catalogue: apiMetrics, target, ...settings, host });
  }

  /**
   * Adds content, and reports what is wrong with it at synth, with whatever else is wrong in the stack.
   *
   * @returns whether nothing was wrong
   */
  private add(content: () => void): boolean {
    try {
      content();
      return true;
    } catch (error) {
      if (!(error instanceof AlertGroupError || error instanceof DashboardError)) throw error;
      const { problems } = error;
      refuseWhile(this, () => problems);
      return false;
    }
  }

  private adminUser(): string {
    const variable = this.login("grafana_admin_user", "The name of Grafana's administrator.");
    validateUser(variable);
    return variable.stringValue;
  }

  private adminPassword(): string {
    const variable = this.login("grafana_admin_password", "The password of Grafana's administrator.");
    validatePassword(variable);
    return variable.stringValue;
  }

  private login(name: string, description: string): TerraformVariable {
    const variable = new TerraformVariable(this, name, {
      type: "string",
      default: "admin",
      description,
      sensitive: name.endsWith("password"),
    });
    variable.overrideLogicalId(name);
    return variable;
  }
}

function defaultFolder(): string | false {
  const folder = join("dashboards", "imported");
  return existsSync(folder) && folder;
}
