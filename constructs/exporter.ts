import type { Container } from "@cdktf/provider-docker/lib/container";
import { Construct } from "constructs";
import type { KnownMetrics } from "../promql/known-metrics";
import type { ContainerOptions, HostedProps, ProgramOptions } from "./container-options";
import { programProblems, refuseBadContainer } from "./private/container-problems";
import { hardenedContainer } from "./private/hardened-container";
import { portProblems } from "./private/problems";
import { scrapeSettingsProblems } from "./private/scrape-jobs";
import type { MonitoringHost } from "./monitoring-host";
import type { IScrapeTarget, ScrapeConfig } from "./scrape-target";

/** What {@link Exporter} is told, beside where it runs. */
export interface ExporterOptions extends Omit<ContainerOptions, "image">, ProgramOptions {
  /** The image with its exact version, by tag or digest. */
  readonly image: string;
  /** The port that the exporter listens on within its container. It is scraped there, and not published. */
  readonly port: number;
  /**
   * Where the metrics are.
   *
   * @default "/metrics"
   */
  readonly path?: string;
  /**
   * How often it is scraped.
   *
   * @default - Prometheus' scrape interval
   */
  readonly scrapeInterval?: string;
  /**
   * What it exposes, so that queries on it can be checked.
   *
   * @default - unknown: a query on its metrics has to say why it is not checked
   */
  readonly metrics?: KnownMetrics;
}

/** Props of {@link Exporter}. */
export interface ExporterProps extends ExporterOptions, HostedProps {}

/** Any further exporter: a container with a port that is scraped under the construct's id as its job. */
export class Exporter extends Construct implements IScrapeTarget {
  readonly container: Container;

  private readonly host: MonitoringHost;
  private readonly options: ExporterOptions;

  constructor(scope: Construct, id: string, props: ExporterProps) {
    super(scope, id);
    const { host, image, port, path } = props;
    this.host = host;
    this.options = { ...props };
    this.container = hardenedContainer(this, "Default", {
      host,
      component: "exporter",
      job: id,
      name: id,
      image,
      options: props,
      defaults: { memory: 128 },
      program: props,
      hostEntry: true,
    });
    refuseBadContainer(this, host, { ...props, port: false }, () => [
      ...portProblems("port", port),
      ...programProblems(props),
      ...scrapeSettingsProblems({ path, interval: props.scrapeInterval }, { interval: "scrapeInterval" }),
    ]);
  }

  scrapeConfig(): ScrapeConfig {
    const { name } = this.host;
    const { port, path, scrapeInterval: interval } = this.options;
    const job = this.node.id;
    return { job, path, interval, addresses: [{ address: `${job}:${port}`, instance: `${name}:${port}`, host: name }] };
  }

  knownMetrics(): KnownMetrics {
    return this.options.metrics ?? new Map();
  }
}
