import type { Container } from "@cdktf/provider-docker/lib/container";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Op, TerraformStack, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { exporterMetrics } from "../promql/known";
import type { KnownMetrics } from "../promql/known-metrics";
import type { HostedProps, PublishedContainerOptions } from "./container-options";
import type { MonitoringHost } from "./monitoring-host";
import type { MailServer } from "./notification-receiver";
import { escapeTemplate } from "./private/escape";
import { grafanaEnvironment } from "./private/grafana-environment";
import { refuseBadContainer } from "./private/container-problems";
import { hardenedContainer } from "./private/hardened-container";
import { adminPasswordProblems, adminUserProblems, passwordPrecondition } from "./private/login-problems";
import { isLoopback, urlProblems } from "./private/problems";
import { mailServerProblems } from "./private/receiver-problems";
import { publishedPort, reachableUrl } from "./private/published-port";
import { acceptProviderVersions } from "./private/provider-versions";
import type { IScrapeTarget, ScrapeConfig } from "./scrape-target";

/** A Grafana that content can be put into. */
export interface IGrafana {
  /** The provider that leads to it. */
  readonly provider: GrafanaProvider;
  /** What has to be up before content can be put there. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** What {@link Grafana} can be told, beside where it runs. */
export interface GrafanaOptions extends PublishedContainerOptions {
  /**
   * The administrator's name. It is given to a new database: an existing one keeps the name that it has.
   *
   * @default "admin"
   */
  readonly adminUser?: string;
  /**
   * The administrator's password; a sensitive value. A changed one takes effect on an existing database too. "admin" is
   * accepted only while nothing is published beyond loopback.
   *
   * @default "admin"
   */
  readonly adminPassword?: string;
  /**
   * Whether the password may be "admin".
   *
   * @default - true while the port is published on loopback only
   */
  readonly allowDefaultPassword?: boolean;
  /**
   * The address that users open, which links in notifications begin with. A proxy that serves it below a path takes the
   * path off: Grafana itself answers at `/`.
   *
   * @default - `http://localhost:<port>/`
   */
  readonly rootUrl?: string;
  /**
   * The address at which Terraform reaches Grafana's API: a literal, since a plan needs it before the container exists.
   *
   * @default - the published port on this machine
   */
  readonly apiUrl?: string;
  /**
   * The mail server for e-mail notifications.
   *
   * @default - none
   */
  readonly smtp?: MailServer;
  /**
   * Further settings as Grafana's environment has them, such as `GF_AUTH_ANONYMOUS_ENABLED`.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Props of {@link Grafana}. */
export interface GrafanaProps extends GrafanaOptions, HostedProps {}

const DEFAULT_PASSWORD_REFUSED =
  'adminPassword must not be "admin" while a port is published beyond loopback: give a password of your own';

/**
 * Sets the password that the environment names before Grafana starts: the environment alone is read only while the
 * database is empty. On an empty one the command fails, which does no harm.
 */
const START_WITH_PASSWORD = [
  "/bin/sh",
  "-c",
  "grafana cli --homepath=/usr/share/grafana --config=/etc/grafana/grafana.ini" +
    " --configOverrides cfg:default.paths.data=/var/lib/grafana" +
    ' admin reset-admin-password "$GF_SECURITY_ADMIN_PASSWORD" >/dev/null 2>&1; exec /run.sh',
];

/**
 * Grafana in a container, and the provider through which its content is declared. The container has to be healthy
 * before any content is applied. Its database lives in the volume `grafana-data`, which is no Terraform resource.
 */
export class Grafana extends Construct implements IGrafana, IScrapeTarget {
  readonly container: Container;
  readonly provider: GrafanaProvider;
  readonly dependencies: readonly ITerraformDependable[];
  /** The address that users open. */
  readonly url: string;

  private readonly host: MonitoringHost;

  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    const { host, adminUser = "admin", adminPassword = "admin", listenAddress = "127.0.0.1" } = props;
    const image = props.image ?? host.image("grafana/grafana:12.4.3");
    const port = publishedPort(props, 3000);
    const apiUrl = props.apiUrl ?? (port === undefined ? "" : reachableUrl(port));
    this.host = host;
    this.url = props.rootUrl ?? `http://localhost:${port?.external ?? 3000}/`;

    const allowed = props.allowDefaultPassword ?? (port === undefined || isLoopback(listenAddress));
    this.container = hardenedContainer(this, "Default", {
      host,
      component: "grafana",
      job: "grafana",
      name: "grafana",
      image,
      options: props,
      defaults: { memory: 512 },
      entrypoint: START_WITH_PASSWORD,
      env: grafanaEnvironment({ ...props, adminUser, adminPassword, rootUrl: this.url }),
      healthcheck: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:3000/api/health || exit 1"],
      volumes: [{ volumeName: host.qualified("grafana-data"), containerPath: "/var/lib/grafana" }],
      port,
      ...(Token.isUnresolved(adminPassword)
        ? { lifecycle: refusedAtPlan(this.node.path, adminPassword, allowed) }
        : {}),
    });
    this.dependencies = [this.container];
    acceptProviderVersions(this, "grafana");
    this.provider = new GrafanaProvider(this, "provider", {
      alias: hasDefaultProvider(this) ? TerraformStack.of(this).getLogicalId(this.node) : undefined,
      url: apiUrl,
      auth: escapeTemplate(`${adminUser}:${adminPassword}`),
      retries: 5,
      retryWait: 2,
    });

    refuseBadContainer(this, host, props, () => [
      ...(!allowed && adminPassword === "admin" ? [DEFAULT_PASSWORD_REFUSED] : []),
      ...adminPasswordProblems("adminPassword", adminPassword),
      ...adminUserProblems("adminUser", adminUser),
      ...urlProblems("rootUrl", props.rootUrl),
      ...(port === undefined && props.apiUrl === undefined
        ? ["apiUrl must be given where port is false: Terraform has to reach Grafana's API"]
        : []),
      ...urlProblems("apiUrl", props.apiUrl),
      ...mailServerProblems("smtp", props.smtp),
      ...(Token.isUnresolved(apiUrl) ? ["apiUrl must be a literal: a plan needs it before the container exists"] : []),
    ]);
  }

  scrapeConfig(): ScrapeConfig {
    const { name } = this.host;
    return { job: "grafana", addresses: [{ address: "grafana:3000", instance: `${name}:3000`, host: name }] };
  }

  knownMetrics(): KnownMetrics {
    return exporterMetrics.grafana;
  }
}

/** A variable's value is unknown at synth, so the plan refuses it. */
const refusedAtPlan = (path: string, adminPassword: string, isDefaultAllowed: boolean) => ({
  precondition: [
    passwordPrecondition(`[${path}] adminPassword`, adminPassword),
    ...(isDefaultAllowed
      ? []
      : [{ condition: Op.neq(adminPassword, "admin"), errorMessage: `[${path}] ${DEFAULT_PASSWORD_REFUSED}` }]),
  ],
});

/** Whether the stack's Grafana provider without an alias is taken. */
const hasDefaultProvider = (scope: Construct): boolean =>
  TerraformStack.of(scope)
    .allProviders()
    .some(
      ({ terraformResourceType, alias }) =>
        terraformResourceType === GrafanaProvider.tfResourceType && alias === undefined,
    );
