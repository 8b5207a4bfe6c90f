import type { IncomingMessage } from "node:http";
import * as client from "prom-client";
import { answerScrapes } from "../cluster/answer-scrapes";
import type { CacheReport, ConnectionPoolReport, ReadReport } from "../collectors";
import { ActiveUsers, DEFAULT_EXACT_USERS, type UserId } from "../collectors/active-users";
import { collectDefaults } from "../collectors/default-metrics";
import { cacheReporters, poolReporters } from "../collectors/api-reporters";
import type { Reporters } from "../collectors/reporters";
import { Sessions } from "../collectors/sessions";
import { collectSystem } from "../collectors/system-load";
import { apiMetrics, type Catalogue } from "../definitions";
import type { HttpMiddleware, ScrapeOptions } from "../exposition";
import { registryHandler } from "../exposition/registry-handler";
import { createMetrics, type MetricHandles, type MetricsRegistry } from "../handles";
import { clientProblems } from "../interop/client-problems";
import { warnOfTwoClients } from "../interop/two-clients";
import type { MonitoringMiddlewareOptions, RequestMonitoringOptions } from "../middleware";
import { createMiddleware } from "../middleware/create-middleware";
import { RequestExtras } from "../middleware/request-extras";
import { RequestMonitor, type RequestMonitorContext } from "../middleware/request-monitor";
import { readClock } from "../private/clock";
import { countCollectError } from "../private/collect-errors";
import { createTracker, type TrackerContext } from "../private/create-tracker";
import { provideParts } from "../private/merge-parts";
import { optionProblems } from "../private/option-problems";
import { refuse } from "../private/refuse";
import { SCRAPE_OPTIONS, scrapeProblems, scrapeSettings } from "../private/scrape-settings";
import { AnomalyDetector, DEFAULT_LATENCY_THRESHOLD } from "../requests/anomaly-detector";
import { RequestRecorder } from "../requests/request-recorder";
import type {
  CreditUse,
  DetectAnomaliesOptions,
  InstrumentOptions,
  ObservationSource,
  SourceLabels,
  Tracker,
  TrackLatencyOptions,
} from "../tracking";
import { creditProblems } from "../tracking/credit-problems";
import { ObservationHandles } from "../tracking/observation-handles";
import {
  detectionProblems,
  fixedUseProblems,
  instrumentProblems,
  latencyOptionProblems,
} from "../tracking/tracking-problems";
import type { MonitoringOptions } from "./monitoring-options";
import { Exposure } from "./private/exposure";
import { monitoringProblems } from "./private/monitoring-problems";

/**
 * What an application monitors of itself: the metrics of `apiMetrics`, what records them, and what serves them. Create it
 * with `createMonitoring`.
 */
export class ApiMonitoring<Extra extends Catalogue = typeof apiMetrics> {
  /** The registry that exposes the metrics; foreign prom-client metrics may be registered in it. */
  readonly registry: MetricsRegistry;
  /** A handle for each metric of `apiMetrics` and of the catalogue beside it. */
  readonly metrics: MetricHandles<typeof apiMetrics> & MetricHandles<Extra>;

  private readonly exposure: Exposure;
  private readonly now: () => number;
  private readonly recorder: RequestRecorder;
  private readonly callAnomalies: AnomalyDetector;
  private readonly users: ActiveUsers;
  private readonly sessions: Sessions;
  private readonly caches: Reporters<"cache_type", CacheReport>;
  private readonly pools: Reporters<"database", ConnectionPoolReport>;
  private readonly observations: ObservationHandles;
  private readonly requestContext: RequestMonitorContext;

  /** @throws {MetricUsageError} naming every option that cannot be used, or every metric that the registry has already */
  constructor(options: MonitoringOptions<Extra> = {}) {
    refuse(clientProblems(client));
    refuse(monitoringProblems(options));
    const { registry = client.register, exactUsers = DEFAULT_EXACT_USERS, now = readClock } = options;
    const extra: Catalogue = options.catalogue ?? {};
    if (options.registry === undefined) warnOfTwoClients();
    const catalogue = { ...apiMetrics, ...extra };
    const { lineBudget, expireAfter } = options;
    const created = createMetrics(catalogue, { registry, lineBudget, expireAfter });
    const metrics: MetricHandles<typeof apiMetrics> = created;

    this.registry = registry;
    this.exposure = new Exposure(registry, apiMetrics.apiRequestsTotal.name);
    this.metrics = created as MetricHandles<typeof apiMetrics> & MetricHandles<Extra>;
    this.observations = new ObservationHandles(catalogue, created);
    this.now = now;
    const requestAnomalies = new AnomalyDetector(metrics.anomalyDetectionTriggeredTotal, now, metrics.apiErrorRate);
    this.recorder = new RequestRecorder(metrics, requestAnomalies);
    this.requestContext = {
      registry,
      recorder: this.recorder,
      extras: new RequestExtras(registry),
      trackUser: (userId) => this.trackUser(userId),
      checkExposed: () => this.exposure.check(),
      now,
    };
    provideParts(registry, apiMetrics.apiErrorRate.name, { kind: "ratio", read: () => requestAnomalies.errorParts() });
    // Calls have rates of their own: a call within a request would otherwise count as two.
    this.callAnomalies = new AnomalyDetector(metrics.anomalyDetectionTriggeredTotal, now);
    this.users = new ActiveUsers(metrics.activeUsers, exactUsers, now);
    this.sessions = new Sessions(metrics.userSessions);
    provideParts(registry, apiMetrics.userSessions.name, { kind: "balance", read: () => this.sessions.balances() });
    this.caches = cacheReporters(registry, metrics);
    this.pools = poolReporters(registry, metrics);
    provideParts(registry, apiMetrics.activeUsers.name, { kind: "distinct", read: () => this.users.seenUsers() });
    collectSystem(metrics.systemMemoryUsage, metrics.systemCpuUsage, now);
    if (options.defaultMetrics !== false) collectDefaults(registry);
    answerScrapes(registry);
  }

  /**
   * Records every request that passes, and serves the metrics at their path: `app.use(…)` before the routes of an Express
   * application, or one call at the beginning of a plain `http` listener. A request is recorded once, by the template of
   * its route, whichever middleware of this monitoring it passes.
   *
   * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
   */
  prometheusMonitoringMiddleware<Request extends IncomingMessage = IncomingMessage>(
    options: MonitoringMiddlewareOptions<Request> = {},
  ): HttpMiddleware<Request> {
    return createMiddleware(this.requestContext, options);
  }

  /**
   * What records requests, for an adapter to a framework.
   *
   * @param endpointOf the route template of a request that is over
   * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
   */
  requestMonitor<Subject, Origin = undefined>(
    options: RequestMonitoringOptions<Subject>,
    endpointOf: (subject: Subject, origin: Origin) => string | undefined,
  ): RequestMonitor<Subject, Origin> {
    return new RequestMonitor(this.requestContext, options, endpointOf);
  }

  /**
   * Serves the metrics, and records nothing.
   *
   * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
   */
  metricsHandler(options: ScrapeOptions = {}): HttpMiddleware {
    refuse(optionProblems(options, SCRAPE_OPTIONS, () => scrapeProblems(options)));
    return registryHandler(this.registry, scrapeSettings(options), () => this.exposure.check());
  }

  /**
   * Records how long calls take, in a histogram or summary, failed calls included.
   *
   * @param source a handle, a histogram or summary of prom-client, or a definition of this monitoring's catalogue
   * @param labels the label values; `{}` for a metric without labels, and for a series kept with `labels({…})`
   * @throws {MetricUsageError} for wrong labels, a definition of another catalogue, or `errors` that is no series
   */
  trackLatency<Source extends ObservationSource>(
    source: Source,
    labels: SourceLabels<Source>,
    options: TrackLatencyOptions = {},
  ): Tracker {
    const series = this.observations.seriesOf(source, labels);
    refuse(latencyOptionProblems(options));
    return createTracker(
      () =>
        ({ seconds, failed }) => {
          series.observe(seconds);
          if (failed) options.errors?.inc();
        },
      this.tracking("trackLatency"),
    );
  }

  /**
   * Records calls as requests, for work that no HTTP framework sees: count (status 200, or 500 when they fail), latency,
   * error rate and anomalies.
   *
   * @throws {MetricUsageError} naming everything that cannot be used
   */
  instrument(options: InstrumentOptions): Tracker {
    refuse(instrumentProblems(options));
    const { endpoint, method, latencyThreshold = DEFAULT_LATENCY_THRESHOLD } = options;
    return createTracker(
      () =>
        ({ seconds, failed }) =>
          this.recorder.record({
            endpoint,
            method,
            status: failed ? 500 : 200,
            seconds,
            latencyThreshold,
          }),
      this.tracking("instrument"),
    );
  }

  /**
   * Counts anomalies of calls, and nothing else: each that fails, each above the latency threshold, and once whenever more
   * than 10 % of at least 20 calls within 5 minutes fail. 1,000 endpoints are told apart; later ones are recorded together, as
   * `overflow`.
   *
   * @throws {MetricUsageError} naming everything that cannot be used
   */
  detectAnomalies(endpoint: string, options: DetectAnomaliesOptions = {}): Tracker {
    refuse(detectionProblems(endpoint, options));
    const { latencyThreshold = DEFAULT_LATENCY_THRESHOLD } = options;
    return createTracker(
      () =>
        ({ seconds, failed }) =>
          this.callAnomalies.record(endpoint, { seconds, failed, latencyThreshold }),
      this.tracking("detectAnomalies"),
    );
  }

  /** Records how long database queries take, by operation (`select`) and table, failed queries included. */
  trackDbQuery(operation: string, table: string): Tracker {
    return this.trackLatency(this.metrics.dbQueryLatencySeconds, { operation, table });
  }

  /**
   * Counts the credits of operations that succeed, and records how long operations take, failed ones included.
   *
   * @param use who uses how many credits; a function is given the arguments of the call, before it runs
   * @throws {MetricUsageError} when the credits are not a finite number of at least 0: here, or, with a function, instead of the call
   */
  trackCreditOperation<Args extends readonly unknown[] = never[]>(
    operation: string,
    use: CreditUse | ((...args: Args) => CreditUse),
  ): Tracker<Args> {
    const latency = this.metrics.creditOperationLatencySeconds.labels({ operation });
    if (typeof use !== "function") refuse(fixedUseProblems(use));
    return createTracker((...args: Args) => {
      const used = typeof use === "object" ? use : use(...args);
      refuse(creditProblems(used));
      const { user, credits } = used;
      return ({ seconds, failed }) => {
        latency.observe(seconds);
        if (!failed) this.metrics.creditUsageTotal.inc({ operation, user }, credits);
      };
    }, this.tracking("trackCreditOperation"));
  }

  /**
   * Says that a user was seen just now: `active_users` counts each once.
   *
   * @throws {MetricUsageError} when the id is neither a text, a finite number nor a bigint
   */
  trackUser(userId: UserId): void {
    this.users.seen(userId);
  }

  /**
   * Says that a session started, by the way in which its user was authenticated: `password`, `sso`. 100 ways are told apart;
   * later ones are counted together, as `overflow`.
   *
   * @throws {MetricUsageError} when the way is no text
   */
  sessionStarted(authMethod: string): void {
    this.sessions.started(authMethod);
  }

  /**
   * Says that a session ended; the number of sessions stays at 0 or above.
   *
   * @throws {MetricUsageError} when the way of authentication is no text
   */
  sessionEnded(authMethod: string): void {
    this.sessions.ended(authMethod);
  }

  /**
   * Reads a cache once at each scrape: its hit ratio, once there was a look-up, and its size, where it says one. A reading
   * that throws, or takes longer than a second, leaves the cache out of that scrape and is counted.
   *
   * @returns what ends it
   * @throws {MetricUsageError} when a cache of this type is registered already, or cannot be registered
   */
  registerCache(cacheType: string, read: ReadReport<CacheReport>): () => void {
    return this.caches.register(cacheType, read);
  }

  /**
   * Reads a pool of database connections once at each scrape. A reading that throws, or takes longer than a second, leaves
   * the pool out of that scrape and is counted.
   *
   * @returns what ends it
   * @throws {MetricUsageError} when a pool of this database is registered already, or cannot be registered
   */
  registerConnectionPool(database: string, read: ReadReport<ConnectionPoolReport>): () => void {
    return this.pools.register(database, read);
  }

  /** Whether its registry still has its metrics: `registry.clear()` takes them out for good. */
  isExposed(): boolean {
    return this.exposure.isGiven();
  }

  private tracking(method: string): TrackerContext {
    const notRecorded = (error: unknown) => countCollectError(this.registry, method, error);
    return { now: this.now, notRecorded };
  }
}
