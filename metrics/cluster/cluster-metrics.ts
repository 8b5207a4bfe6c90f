import cluster from "node:cluster";
import { isMainThread } from "node:worker_threads";
import { register, Registry } from "prom-client";
import type { HttpMiddleware, ScrapeOptions } from "../exposition";
import { CONTENT_TYPES, type ExpositionFormat } from "../exposition/exposition-format";
import { pageHandler } from "../exposition/page-handler";
import type { MetricsRegistry } from "../handles";
import { registryProblems } from "../interop/registry-problems";
import { warnOfTwoClients } from "../interop/two-clients";
import { countCollectError } from "../private/collect-errors";
import { optionProblems, type OptionNames } from "../private/option-problems";
import { refuse } from "../private/refuse";
import { SCRAPE_OPTIONS, scrapeProblems, scrapeSettings } from "../private/scrape-settings";
import { shown } from "../private/shown";
import { THREAD_CHANNEL } from "./answer-scrapes";
import { Gatherer } from "./private/gatherer";
import type { MergedFamily } from "./private/merged-family";
import { MergedPage } from "./private/merged-page";
import { ClusterWorkers, WorkerThreads } from "./private/peers";
import { SnapshotTaker } from "./private/take-snapshot";

/** How several processes are scraped as one. */
export interface ClusterMetricsOptions {
  /**
   * What this process itself adds to the whole.
   *
   * @default - prom-client's global `register`
   */
  readonly registry?: MetricsRegistry;
  /**
   * How long to wait for those who answer, in seconds. It has to be shorter than Prometheus' own `scrape_timeout`.
   *
   * @default 2
   */
  readonly timeout?: number;
}

const OPTIONS: OptionNames<ClusterMetricsOptions> = { registry: true, timeout: true };

const clusterProblems = ({ registry = register, timeout = 2 }: ClusterMetricsOptions): string[] => [
  ...registryProblems(registry),
  ...(timeout > 0 && timeout <= 3_600
    ? []
    : [`option "timeout" must be a number of seconds above 0, up to 3600: received ${shown(timeout)}`]),
];

/** Workers talk to their primary, and threads to the main thread; nobody answers anyone else. */
function placeProblems(): string[] {
  const place = cluster.isWorker ? "a worker of node:cluster" : isMainThread ? undefined : "a worker thread";
  if (place === undefined) return [];
  return [
    `it belongs in the primary, or in the main thread, and this is ${place}, which answers the scrapes of those: call it where cluster.isPrimary and isMainThread hold`,
  ];
}

/**
 * The metrics of this process, of the workers that it forked with `node:cluster`, and of its worker threads, as one page.
 * Create it with `clusterMetrics`.
 */
export class ClusterMetrics {
  /** The type of what `metrics` gives: Prometheus' text format. */
  readonly contentType: string = Registry.PROMETHEUS_CONTENT_TYPE;

  private readonly registry: MetricsRegistry;
  private readonly gatherer: Gatherer;
  private readonly own = new SnapshotTaker();
  private readonly page = new MergedPage();
  private running: Promise<readonly MergedFamily[]> | undefined;

  /** @throws {MetricUsageError} in a worker or a worker thread, and naming every option that cannot be used */
  constructor(options: ClusterMetricsOptions = {}) {
    refuse(placeProblems(), "clusterMetrics");
    refuse(
      optionProblems(options, OPTIONS, () => clusterProblems(options)),
      "clusterMetrics",
    );
    const { registry = register, timeout = 2 } = options;
    if (options.registry === undefined) warnOfTwoClients();
    this.registry = registry;
    this.gatherer = new Gatherer([new ClusterWorkers(), new WorkerThreads(THREAD_CHANNEL)], timeout * 1_000);
  }

  /** The page in Prometheus' text format. */
  async metrics(): Promise<string> {
    return (await this.whole()).map((family) => family.text("text")).join("\n");
  }

  /**
   * Serves the page as `metricsHandler` serves that of one process: in OpenMetrics where that is asked for, though without
   * exemplars, and compressed where that is accepted.
   *
   * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
   */
  metricsHandler(options: ScrapeOptions = {}): HttpMiddleware {
    refuse(optionProblems(options, SCRAPE_OPTIONS, () => scrapeProblems(options)));
    const { registry } = this;
    return pageHandler(
      {
        usualFormat: () => (registry.contentType === CONTENT_TYPES.openmetrics ? "openmetrics" : "text"),
        print: (format) => this.print(format),
      },
      scrapeSettings(options),
    );
  }

  /** Stops listening to workers and threads. */
  close(): void {
    this.gatherer.close();
  }

  /** The page, one metric after another. */
  private async *print(format: ExpositionFormat): AsyncGenerator<Buffer, void> {
    const separator = format === "text" ? "\n" : "";
    for (const [index, family] of (await this.whole()).entries()) {
      yield Buffer.from((index > 0 ? separator : "") + family.text(format));
    }
    if (format === "openmetrics") yield Buffer.from("# EOF\n");
  }

  /** What all have. Whoever asks while it is being put together gets the same. */
  private whole(): Promise<readonly MergedFamily[]> {
    this.running ??= this.scrape().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async scrape(): Promise<readonly MergedFamily[]> {
    const { shares, silent } = await this.gatherer.gather();
    for (let count = 0; count < silent; count += 1) {
      countCollectError(this.registry, "clusterMetrics", "a worker or thread did not answer in time");
    }
    const own = { snapshot: await this.own.take([this.registry]), past: false };
    return this.page.merge([own, ...shares]);
  }
}

/**
 * Scrapes the workers of `node:cluster` and the worker threads of this process, together with the process itself, as one:
 * create it in the primary, or in the main thread, before the workers. Workers and threads answer once they have called
 * `createMonitoring`, or any function of this package that records.
 *
 * Counters and histograms add up, and what a worker counted stays counted when it is gone; each gauge merges as its
 * definition says. The quantiles of summaries cannot be merged, and are left out.
 *
 * One that does not answer in time is left out with its gauges, stands with what it counted before, and is counted in
 * `metrics_collect_errors_total{source="clusterMetrics"}`; nobody waits for it again until it says something.
 *
 * @throws {MetricUsageError} in a worker or a worker thread, and naming every option that cannot be used
 */
export const clusterMetrics = (options: ClusterMetricsOptions = {}): ClusterMetrics => new ClusterMetrics(options);
