import type { Container } from "@cdktf/provider-docker/lib/container";
import {
  DEFAULT_LINE_BUDGET,
  EXPOSER_ENVIRONMENT,
  exposerMetrics,
  SCRAPE_PATH,
  scrapeLimitsFor,
  scrapePathProblems,
  type Catalogue,
} from "cdktf-monitoring-metrics/definitions";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { exporterMetrics } from "../promql/known";
import { mergeMetrics, metricsOf, type KnownMetrics } from "../promql/known-metrics";
import type { ContainerOptions, ProgramOptions } from "./container-options";
import type { MonitoringHost } from "./monitoring-host";
import { containerProblems, programProblems } from "./private/container-problems";
import { hardenedContainer } from "./private/hardened-container";
import { portProblems, refuseWhile, wholeNumberProblems, type Problem } from "./private/problems";
import { scrapeSettingsProblems } from "./private/scrape-jobs";
import type { IScrapeTarget, ScrapeAddress, ScrapeConfig, ScrapeCredentials, ScrapeLimits } from "./scrape-target";

/** What every {@link MetricsExposer} is told. */
export interface MetricsExposerOptions {
  /** The metrics that the application exposes; queries on them are checked, and a renamed one is an error at synth. */
  readonly catalogue: Catalogue;
  /**
   * Where the application listens, as `host:port`; several for several instances. `host.docker.internal` is the engine's
   * host.
   *
   * @default - the container, where an image is given
   */
  readonly target?: string | readonly string[];
  /**
   * The path of the metrics. It holds only letters, digits and `-._~$&+,;=:@%/`, which every client sends as they are.
   *
   * @default "/monitoring/metrics/"
   */
  readonly path?: string;
  /**
   * How often the application is scraped.
   *
   * @default - Prometheus' scrape interval
   */
  readonly scrapeInterval?: string;
  /**
   * What Prometheus has to show to be let in: sensitive values. A container of this construct asks for them by itself.
   *
   * @default - nothing
   */
  readonly credentials?: ScrapeCredentials;
  /**
   * The lines that the exposer's metrics may have together before open labels fold. A container of this construct is told
   * so; an application that runs by itself is to be told the same.
   *
   * @default 20000
   */
  readonly lineBudget?: number;
  /**
   * How much one scrape may bring.
   *
   * @default - above all that an exposer with this line budget writes, so that a full one is still scraped
   */
  readonly limits?: ScrapeLimits;
  /**
   * Labels on the application's series beside `job`, `instance` and `host`.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a {@link MetricsExposer} is told that runs the application as a container. */
export interface MetricsExposerContainer extends Omit<ContainerOptions, "image">, ProgramOptions {
  /** The application's image with its exact version. */
  readonly image: string;
  /** The port that the application listens on within its container. */
  readonly port: number;
  /**
   * The port on the host, on loopback.
   *
   * @default - none: the application is reached from the monitoring network only
   */
  readonly publishedPort?: number;
}

/** Props of {@link MetricsExposer}. */
export interface MetricsExposerProps extends MetricsExposerOptions {
  /** The host that the application runs on; targets elsewhere name their own. */
  readonly host: MonitoringHost;
  /**
   * The container that runs the application.
   *
   * @default - the application runs by itself, at `target`
   */
  readonly container?: MetricsExposerContainer;
}

/** As the engine allows names of containers. */
const CONTAINER_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/** Names that stand for the monitored host itself, so that the label `host` says its name. */
const HOST_ITSELF = ["host.docker.internal", "localhost"];

/**
 * The infrastructure side of an application's metrics: where they are scraped, which catalogue they are made from, and,
 * when an image is given, the container that runs the application with the exposer's settings in its environment. The
 * construct's id is the job.
 */
export class MetricsExposer extends Construct implements IScrapeTarget {
  /** The application's container; none where it runs by itself. */
  readonly container: Container | undefined;

  private readonly props: MetricsExposerProps;
  private readonly targets: readonly string[];

  constructor(scope: Construct, id: string, props: MetricsExposerProps) {
    super(scope, id);
    const { container, target } = props;
    this.props = props;
    const own = container === undefined ? [] : [`${id}:${container.port}`];
    this.targets = target === undefined ? own : typeof target === "string" ? [target] : [...target];
    this.container = container === undefined ? undefined : this.applicationContainer(container);
    refuseWhile(this, () => this.problems());
  }

  scrapeConfig(): ScrapeConfig {
    const { path = SCRAPE_PATH, scrapeInterval: interval, credentials, labels } = this.props;
    const limits = { ...limitsFor(this.props.lineBudget), ...this.props.limits };
    const addresses = this.targets.map((target) => this.addressOf(target));
    return { job: this.node.id, addresses, path, interval, credentials, limits, labels };
  }

  /** The catalogue, what the exposer tells of itself, and what Node tells of its process. */
  knownMetrics(): KnownMetrics {
    return mergeMetrics(metricsOf(this.props.catalogue), metricsOf(exposerMetrics), exporterMetrics.nodejs);
  }

  private addressOf(target: string): ScrapeAddress {
    const { name } = this.props.host;
    const separator = target.lastIndexOf(":");
    const [host, port] = [target.slice(0, separator), target.slice(separator + 1)];
    const isHere = HOST_ITSELF.includes(host) || host === this.node.id;
    return isHere
      ? { address: target, instance: `${name}:${port}`, host: name }
      : { address: target, instance: target, host };
  }

  private applicationContainer(container: MetricsExposerContainer): Container {
    const { image, port, environment, publishedPort: external } = container;
    const { host } = this.props;
    return hardenedContainer(this, "Default", {
      host,
      component: "application",
      job: this.node.id,
      name: this.node.id,
      image,
      options: container,
      defaults: { memory: 128 },
      program: container,
      env: { ...this.exposerEnvironment(), ...environment },
      ...(external === undefined ? {} : { port: { internal: port, external, address: "127.0.0.1" } }),
      hostEntry: true,
    });
  }

  private exposerEnvironment(): Record<string, string> {
    const { path = SCRAPE_PATH, credentials, lineBudget } = this.props;
    const names = EXPOSER_ENVIRONMENT;
    const where = {
      [names.path]: path,
      ...(lineBudget === undefined ? {} : { [names.lineBudget]: String(lineBudget) }),
    };
    if (credentials === undefined) return where;
    return "bearerToken" in credentials
      ? { ...where, [names.bearerToken]: credentials.bearerToken }
      : { ...where, [names.username]: credentials.username, [names.password]: credentials.password };
  }

  private problems(): Problem[] {
    // The path has a rule of its own: the exposer's, which would refuse it when the application starts.
    const { path, ...props } = this.props;
    const { scrapeInterval, container, lineBudget, target } = props;
    const { id } = this.node;
    const isNamed = container === undefined || CONTAINER_NAME.test(id);
    return [
      ...wholeNumberProblems("lineBudget", lineBudget, 1),
      ...(this.targets.length === 0
        ? ["target must be given as host:port, unless a container runs the application"]
        : []),
      ...(isNamed
        ? []
        : [`id must be a container's name of a letter or digit, then letters, digits, _, . and -: received "${id}"`]),
      ...(isNamed || target !== undefined ? this.targets.flatMap(targetProblems) : []),
      ...(path === undefined ? [] : scrapePathProblems("path", path)),
      ...scrapeSettingsProblems({ ...props, interval: scrapeInterval }, { interval: "scrapeInterval" }),
      ...(container === undefined
        ? []
        : [...containerProblems(container), ...programProblems(container)].map((problem) => `container.${problem}`)),
      ...portProblems("container.port", container?.port),
      ...portProblems("container.publishedPort", container?.publishedPort),
    ];
  }
}

/** The limits of a target whose exposer has that budget. */
function limitsFor(lineBudget = DEFAULT_LINE_BUDGET): ScrapeLimits {
  const { samples, labelValueLength, bodySize } = scrapeLimitsFor(lineBudget);
  return { samples, labelValueLength, bodySize: `${bodySize}B` };
}

/** The host may be known to Terraform only; labels are made from the port. */
function targetProblems(target: string): Problem[] {
  const [, port] = /^[^\s:/]+:(\d+)$/.exec(target) ?? [];
  if (port !== undefined && portProblems("target", Number(port)).length === 0) return [];
  const received = Token.isUnresolved(target) ? "a value whose port only Terraform knows" : `"${target}"`;
  return [`target must be host:port: received ${received}`];
}
