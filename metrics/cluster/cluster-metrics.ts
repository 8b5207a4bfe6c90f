import cluster from "node:cluster";
import { isMainThread } from "node:worker_threads";
import { register, Registry } from "prom-client";
import type { HttpMiddleware, ScrapeOptions } from "../exposition";
import { CONTENT_TYPES, type ExpositionFormat } from "../exposition/exposition-format";
import { pageHandler } from "../exposition/page-handler";
import type { MetricsRegistry } from "../handles";
import { creationProblems } from "../handles/creation-problems";
import { registryProblems } from "../interop/registry-problems";
import { warnOfTwoClients } from "../interop/two-clients";
import { countCollectError } from "../private/collect-errors";
import { optionProblems, secondsProblems, type OptionNames } from "../private/option-problems";
import { countFoldedSeries } from "../private/overflow-events";
import { refuse } from "../private/refuse";
import { SCRAPE_OPTIONS, scrapeProblems, scrapeSettings } from "../private/scrape-settings";
import { THREAD_CHANNEL } from "./answer-scrapes";
import { printPage, type FamilyReading } from "./private/family-reading";
import { Gatherer } from "./private/gatherer";
import { MergedPage } from "./private/merged-page";
import { ClusterWorkers, OWN_PROCESS, WorkerThreads } from "./private/peers";
import { SnapshotTaker } from "./private/take-snapshot";
import { Turns } from "../private/turns";

/** How several processes are scraped as one. */
export interface ClusterMetricsOptions {
  /**
   * What this process itself adds to the whole.
   *
   * @default - prom-client's global `register`
   */
  readonly registry?: MetricsRegistry;
  /**
   * How long to wait for those who answer, in seconds; each of their metrics, and of this process's own, may take three
   * quarters of it. This process's own come last, so that it has to be at most half of Prometheus' `scrape_timeout`.
   *
   * @default 2
   */
  readonly timeout?: number;
  /**
   * The lines that the metrics of this package may have on the page together: values of open labels that come once it is
   * full become `overflow`. It bounds the whole as `lineBudget` bounds each process.
   *
   * @default - the greatest `lineBudget` of a process; METRICS_LINE_BUDGET, or 20000, where they set none
   */
  readonly lineBudget?: number;
}

const OPTIONS: OptionNames<ClusterMetricsOptions> = { registry: true, timeout: true, lineBudget: true };

const clusterProblems = ({ registry = register, timeout, lineBudget }: ClusterMetricsOptions): string[] => [
  ...registryProblems(registry),
  ...secondsProblems("timeout", timeout),
  ...creationProblems({ lineBudget }),
];

/** Workers talk to their primary, and threads to the main thread; nobody answers anyone else. */
function placeProblems(): string[] {
  const place = cluster.isWorker ? "a worker of node:cluster" : isMainThread ? undefined : "a worker thread";
  if (place === undefined) return [];
  return [
    `it belongs in the primary, or in the main thread, and this is ${place}, which answers the scrapes of those: call it where cluster.isPrimary and isMainThread hold`,
  ];
}

/** The share of the time that the whole is waited for, which a single metric may take. */
const COLLECT_SHARE = 3 / 4;

/**
 * The metrics of this process, of the workers that it forked with `node:cluster`, and of its worker threads, as one page.
 * Create it with `clusterMetrics`.
 */
export class ClusterMetrics {
  /** The type of what `metrics` gives: Prometheus' text format. */
  readonly contentType: string = Registry.PROMETHEUS_CONTENT_TYPE;

  private readonly registry: MetricsRegistry;
  private readonly gatherer: Gatherer;
  private readonly collectTimeout: number;
  private readonly own = new SnapshotTaker();
  private readonly page: MergedPage;
  private running: Promise<readonly FamilyReading[]> | undefined;

  /**
   * @throws {MetricUsageError} in a worker or a worker thread, and naming every option, or variable of the environment, that
   * cannot be used
   */
  constructor(options: ClusterMetricsOptions = {}) {
    refuse(placeProblems(), "clusterMetrics");
    refuse(
      optionProblems(options, OPTIONS, () => clusterProblems(options)),
      "clusterMetrics",
    );
    const { registry = register, timeout = 2, lineBudget } = options;
    if (options.registry === undefined) warnOfTwoClients();
    this.page = new MergedPage(lineBudget, (metric, series) => countFoldedSeries(registry, metric, series));
    this.registry = registry;
    this.collectTimeout = timeout * COLLECT_SHARE;
    const ways = [new ClusterWorkers(), new WorkerThreads(THREAD_CHANNEL)];
    this.gatherer = new Gatherer(ways, timeout, this.collectTimeout);
  }

  /**
   * The page in Prometheus' text format.
   *
   * @throws {MetricUsageError} after `close`
   */
  async metrics(): Promise<string> {
    const turns = new Turns();
    let text = "";
    for (const slice of printPage(await this.whole(), "text")) {
      text += slice;
      await turns.pass();
    }
    return text;
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

  /** Stops listening to workers and threads: there is no page from then on, and what serves it answers with status 500. */
  close(): void {
    this.gatherer.close();
  }

  private async *print(format: ExpositionFormat): AsyncGenerator<Buffer, void> {
    const turns = new Turns();
    for (const slice of printPage(await this.whole(), format)) {
      yield Buffer.from(slice);
      await turns.pass();
    }
  }

  /** What all have. Whoever asks while it is being put together gets the same. */
  private whole(): Promise<readonly FamilyReading[]> {
    this.running ??= this.scrape().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async scrape(): Promise<readonly FamilyReading[]> {
    const { shares, departures, silent } = await this.gatherer.gather();
    for (let count = 0; count < silent; count += 1) {
      countCollectError(this.registry, "clusterMetrics", "a worker or thread did not answer in time");
    }
    const turns = new Turns();
    const snapshot = await this.own.take([this.registry], this.collectTimeout, turns);
    const own = { answerer: OWN_PROCESS, process: OWN_PROCESS, snapshot, past: false };
    return this.page.merge({ shares: [own, ...shares], departures }, turns);
  }
}

/**
 * Scrapes the workers of `node:cluster` and the worker threads of this process, together with the process itself, as one:
 * create it in the primary, or in the main thread, before the workers. Workers and threads answer once they have called
 * `createMonitoring`, or any function of this package that records.
 *
 * Counters and histograms add up, and what a worker counted stays counted when it is gone, or when it has the series no more
 * that another one has; each gauge merges as its definition says. The quantiles of summaries cannot be merged, and are left
 * out.
 *
 * A metric that cannot be collected, or not within three quarters of the timeout, is left out and counted by the process
 * that has it; what it had counted before stays. One that does not answer in time is left out with its gauges, stands with what it counted before, and is counted in
 * `metrics_collect_errors_total{source="clusterMetrics"}`; nobody waits for it again until it says something.
 *
 * @throws {MetricUsageError} in a worker or a worker thread, and naming every option, or variable of the environment, that
 * cannot be used
 */
export const clusterMetrics = (options: ClusterMetricsOptions = {}): ClusterMetrics => new ClusterMetrics(options);
