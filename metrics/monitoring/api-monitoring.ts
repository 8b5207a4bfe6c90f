import * as client from "prom-client";
import { answerScrapes } from "../cluster/answer-scrapes";
import type { CacheReport, ConnectionPoolReport, ReadReport } from "../collectors";
import { ActiveUsers, DEFAULT_EXACT_USERS, exactUsersProblems } from "../collectors/active-users";
import { collectDefaults } from "../collectors/default-metrics";
import { Reporters } from "../collectors/reporters";
import { Sessions } from "../collectors/sessions";
import { collectSystem } from "../collectors/system-load";
import { apiMetrics, type Catalogue } from "../definitions";
import { metricsHandler, type HttpMiddleware, type ScrapeOptions } from "../exposition";
import { createMetrics, MetricUsageError, type MetricHandles, type MetricsRegistry } from "../handles";
import { creationProblems } from "../handles/creation-problems";
import { clientProblems } from "../interop/client-problems";
import { registryProblems } from "../interop/registry-problems";
import { warnOfTwoClients } from "../interop/two-clients";
import type { MonitoringMiddlewareOptions, RequestMonitoringOptions } from "../middleware";
import { createMiddleware } from "../middleware/create-middleware";
import { RequestExtras } from "../middleware/request-extras";
import { RequestMonitor, type RequestMonitorContext } from "../middleware/request-monitor";
import { createTracker } from "../private/create-tracker";
import { provideParts } from "../private/merge-parts";
import { thresholdProblems } from "../private/latency-threshold";
import { AnomalyDetector, DEFAULT_LATENCY_THRESHOLD } from "../requests/anomaly-detector";
import { recordedMethod } from "../requests/recorded-method";
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
import type { MonitoringOptions } from "./monitoring-options";

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new MetricUsageError(problems.map((problem) => `metrics: ${problem}`));
}

/**
 * What an application monitors of itself: the metrics of `apiMetrics`, what records them, and what serves them. Create it
 * with `createMonitoring`.
 */
export class ApiMonitoring<Extra extends Catalogue = typeof apiMetrics> {
  /** The registry that exposes the metrics; foreign prom-client metrics may be registered in it. */
  readonly registry: MetricsRegistry;
  /** A handle for each metric of `apiMetrics` and of the catalogue beside it. */
  readonly metrics: MetricHandles<typeof apiMetrics> & MetricHandles<Extra>;

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
    const { registry = client.register, exactUsers = DEFAULT_EXACT_USERS, now = () => performance.now() } = options;
    const extra: Catalogue = options.catalogue ?? {};
    refuse(clientProblems(client));
    refuse([
      ...registryProblems(registry),
      ...creationProblems(options),
      ...exactUsersProblems(exactUsers),
      ...Object.keys(extra)
        .filter((key) => key in apiMetrics)
        .map((key) => `option "catalogue" must not have the key "${key}", which is one of apiMetrics: rename it`),
    ]);
    if (options.registry === undefined) warnOfTwoClients();
    const catalogue = { ...apiMetrics, ...extra };
    const { lineBudget, expireAfter } = options;
    const created = createMetrics(catalogue, { registry, lineBudget, expireAfter });
    const metrics: MetricHandles<typeof apiMetrics> = created;

    this.registry = registry;
    this.metrics = created as MetricHandles<typeof apiMetrics> & MetricHandles<Extra>;
    this.observations = new ObservationHandles(catalogue, created);
    this.now = now;
    const requestAnomalies = new AnomalyDetector(metrics.anomalyDetectionTriggeredTotal, now);
    this.recorder = new RequestRecorder(metrics, requestAnomalies);
    this.requestContext = {
      registry,
      recorder: this.recorder,
      extras: new RequestExtras(registry),
      trackUser: (userId) => this.trackUser(userId),
      now,
    };
    provideParts(registry, apiMetrics.apiErrorRate.name, { kind: "ratio", read: () => requestAnomalies.errorParts() });
    // Calls have rates of their own: a call within a request would otherwise count as two.
    this.callAnomalies = new AnomalyDetector(metrics.anomalyDetectionTriggeredTotal, now);
    this.users = new ActiveUsers(metrics.activeUsers, exactUsers, now);
    this.sessions = new Sessions(metrics.userSessions);
    provideParts(registry, apiMetrics.userSessions.name, { kind: "balance", read: () => this.sessions.balances() });
    this.caches = new Reporters(registry, {
      method: "registerCache",
      labels: (name) => ({ cache_type: name }),
      gauges: [
        {
          gauge: metrics.cacheHitRatio,
          value: ({ hits, misses }) => (hits + misses === 0 ? undefined : hits / (hits + misses)),
          ratio: {
            metric: apiMetrics.cacheHitRatio.name,
            parts: ({ hits, misses }) => ({ numerator: hits, denominator: hits + misses }),
          },
        },
        { gauge: metrics.cacheSize, value: ({ size }) => size },
      ],
    });
    this.pools = new Reporters(registry, {
      method: "registerConnectionPool",
      labels: (name) => ({ database: name }),
      gauges: [
        { gauge: metrics.dbConnectionPoolSize, value: ({ size }) => size },
        { gauge: metrics.dbConnectionPoolUsed, value: ({ used }) => used },
      ],
    });
    provideParts(registry, apiMetrics.activeUsers.name, { kind: "distinct", read: () => this.users.seenUsers() });
    collectSystem(metrics.systemMemoryUsage, metrics.systemCpuUsage, now);
    if (options.defaultMetrics !== false) collectDefaults(registry, now);
    answerScrapes(registry);
  }

  /**
   * Records every request that passes, and serves the metrics at their path: `app.use(…)` before the routes of an Express
   * application, or one call at the beginning of a plain `http` listener. A request is recorded once, by the template of
   * its route, whichever middleware of this monitoring it passes.
   *
   * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
   */
  prometheusMonitoringMiddleware(options: MonitoringMiddlewareOptions = {}): HttpMiddleware {
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
    return metricsHandler({ ...options, registry: this.registry });
  }

  /**
   * Records how long calls take, in a histogram or summary, failed calls included.
   *
   * @param source a handle, or a definition of this monitoring's catalogue
   * @param labels the label values; `{}` for a metric without labels, and for a series kept with `labels({…})`
   * @throws {MetricUsageError} for wrong labels, or a definition of another catalogue
   */
  trackLatency<Source extends ObservationSource>(
    source: Source,
    labels: SourceLabels<Source>,
    options: TrackLatencyOptions = {},
  ): Tracker {
    const series = this.observations.seriesOf(source, labels);
    return createTracker(
      () =>
        ({ seconds, failed }) => {
          series.observe(seconds);
          if (failed) options.errors?.inc();
        },
      this.now,
    );
  }

  /**
   * Records calls as requests, for work that no HTTP framework sees: count (status 200, or 500 when they fail), latency,
   * error rate and anomalies.
   *
   * @throws {MetricUsageError} when the latency threshold is not above 0
   */
  instrument(options: InstrumentOptions): Tracker {
    const { endpoint, method, latencyThreshold = DEFAULT_LATENCY_THRESHOLD } = options;
    refuse(thresholdProblems("latencyThreshold", latencyThreshold));
    return createTracker(
      () =>
        ({ seconds, failed }) =>
          this.recorder.record({
            endpoint,
            method: recordedMethod(method),
            status: failed ? 500 : 200,
            seconds,
            latencyThreshold,
          }),
      this.now,
    );
  }

  /**
   * Counts anomalies of calls, and nothing else: each that fails, each above the latency threshold, and once whenever more
   * than 10 % of at least 20 calls within 5 minutes fail.
   *
   * @throws {MetricUsageError} when the latency threshold is not above 0
   */
  detectAnomalies(endpoint: string, options: DetectAnomaliesOptions = {}): Tracker {
    const { latencyThreshold = DEFAULT_LATENCY_THRESHOLD } = options;
    refuse(thresholdProblems("latencyThreshold", latencyThreshold));
    return createTracker(
      () =>
        ({ seconds, failed }) =>
          this.callAnomalies.record(endpoint, { seconds, failed, latencyThreshold }),
      this.now,
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
    if (typeof use === "object") refuse(creditProblems(use));
    return createTracker((...args: Args) => {
      const { user, credits } = typeof use === "object" ? use : use(...args);
      refuse(creditProblems({ user, credits }));
      return ({ seconds, failed }) => {
        latency.observe(seconds);
        if (!failed) this.metrics.creditUsageTotal.inc({ operation, user }, credits);
      };
    }, this.now);
  }

  /** Says that a user was seen just now: `active_users` counts each once. */
  trackUser(userId: string): void {
    this.users.seen(userId);
  }

  /** Says that a session started, by the way in which its user was authenticated: `password`, `sso`. */
  sessionStarted(authMethod: string): void {
    this.sessions.started(authMethod);
  }

  /** Says that a session ended; the number of sessions stays at 0 or above. */
  sessionEnded(authMethod: string): void {
    this.sessions.ended(authMethod);
  }

  /**
   * Reads a cache at each scrape: its hit ratio, once there was a look-up, and its size. A reading that throws leaves the
   * cache out of that scrape and is counted.
   *
   * @returns what ends it
   * @throws {MetricUsageError} when a cache of this type is registered already
   */
  registerCache(cacheType: string, read: ReadReport<CacheReport>): () => void {
    return this.caches.register(cacheType, read);
  }

  /**
   * Reads a pool of database connections at each scrape. A reading that throws leaves the pool out of that scrape and is
   * counted.
   *
   * @returns what ends it
   * @throws {MetricUsageError} when a pool of this database is registered already
   */
  registerConnectionPool(database: string, read: ReadReport<ConnectionPoolReport>): () => void {
    return this.pools.register(database, read);
  }
}

/**
 * Creates the metrics of an application, and what records and serves them.
 *
 * @throws {MetricUsageError} naming every option that cannot be used, or every metric that the registry has already
 */
export function createMonitoring<const Extra extends Catalogue = typeof apiMetrics>(
  options: MonitoringOptions<Extra> = {},
): ApiMonitoring<Extra> {
  return new ApiMonitoring(options);
}
