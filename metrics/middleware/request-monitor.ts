import type { IncomingMessage, ServerResponse } from "node:http";
import { EXPOSER_ENVIRONMENT, SCRAPE_PATH, UNMATCHED_ENDPOINT } from "../definitions";
import { metricsHandler, type HttpMiddleware } from "../exposition";
import { MetricUsageError, type MetricsRegistry } from "../handles";
import { countCollectError } from "../private/collect-errors";
import { thresholdProblems } from "../private/latency-threshold";
import { DEFAULT_LATENCY_THRESHOLD } from "../requests/anomaly-detector";
import { recordedMethod, type RequestRecorder } from "../requests/request-recorder";
import type { RequestMonitoringOptions } from "./middleware-options";
import { countResponse } from "./private/count-response";
import { excludedPaths, excludeProblems } from "./private/excluded-paths";
import type { RequestExtras } from "./request-extras";

/** What nginx calls a client that closed the connection before the answer was complete. */
const CLIENT_CLOSED_REQUEST = 499;

const WATCHED = Symbol("cdktf-monitoring-metrics.watched");

/** What requests are recorded into. */
export interface RequestMonitorContext {
  readonly registry: MetricsRegistry;
  readonly recorder: RequestRecorder;
  readonly extras: RequestExtras;
  readonly trackUser: (userId: string) => void;
  /** Milliseconds, from a clock that never goes back. */
  readonly now: () => number;
}

interface WatchedResponse extends ServerResponse {
  [WATCHED]?: WatchedRequest;
}

/** One request that has arrived and is not over. */
export interface WatchedRequest {
  /** What records it; a request is recorded once by each. */
  readonly recordedBy: object;
  /** What else watches the same request. */
  readonly others: WatchedRequest | undefined;
  /** Says that the handler threw: without a complete answer the request is recorded as 500. */
  fail(): void;
  /** Records the request as over. */
  end(status: number | undefined): void;
}

/** Takes the place of a closure for each request: what it needs lies on the response. */
function closed(this: WatchedResponse): void {
  const status = this.writableFinished ? this.statusCode : undefined;
  for (let watched = this[WATCHED]; watched !== undefined; watched = watched.others) watched.end(status);
}

/**
 * Records the requests of one server, for whatever framework.
 *
 * @typeParam Subject a request as the framework knows it
 * @typeParam Origin what else it takes to find a request's route
 */
export class RequestMonitor<Subject, Origin = undefined> {
  private readonly scrape: HttpMiddleware | undefined;
  private readonly scrapePath: string;
  private readonly isExcluded: ((url: string) => boolean) | undefined;
  private readonly thresholds: ReadonlyMap<string, number>;
  private readonly latencyThreshold: number;

  /**
   * @param endpointOf the route template of a request that is over
   * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
   */
  constructor(
    private readonly context: RequestMonitorContext,
    private readonly options: RequestMonitoringOptions<Subject>,
    private readonly endpointOf: (subject: Subject, origin: Origin) => string | undefined,
  ) {
    const { path, exclude = [], latencyThreshold = DEFAULT_LATENCY_THRESHOLD } = options;
    this.latencyThreshold = latencyThreshold;
    this.thresholds = new Map(Object.entries(options.latencyThresholds ?? {}));
    const problems = [
      ...thresholdProblems("latencyThreshold", latencyThreshold),
      ...[...this.thresholds].flatMap(([endpoint, seconds]) =>
        thresholdProblems(`latencyThresholds["${endpoint}"]`, seconds),
      ),
      ...excludeProblems(exclude),
    ];
    if (problems.length > 0) throw new MetricUsageError(problems.map((problem) => `metrics: ${problem}`));
    this.scrape = path === false ? undefined : metricsHandler({ ...options, path, registry: context.registry });
    this.scrapePath = (path || process.env[EXPOSER_ENVIRONMENT.path] || SCRAPE_PATH).replace(/\/$/, "");
    this.isExcluded = exclude.length === 0 ? undefined : excludedPaths(exclude);
    // They exist from the start, so that a scrape before the first request shows them.
    context.extras.create(options);
  }

  /** Answers a scrape; false when the request is none. */
  serve(request: IncomingMessage & { readonly originalUrl?: string }, response: ServerResponse): boolean {
    const url = request.originalUrl ?? request.url ?? "";
    return this.scrape !== undefined && url.startsWith(this.scrapePath) && this.scrape(request, response);
  }

  /** Records a request once its answer is complete, or its client gone; undefined where it is not to be recorded. */
  watch(
    request: IncomingMessage & { readonly originalUrl?: string },
    response: ServerResponse,
    subject: Subject,
    origin: Origin,
  ): WatchedRequest | undefined {
    if (this.isExcluded?.(request.originalUrl ?? request.url ?? "") === true) return undefined;
    const watched: WatchedResponse = response;
    const others = watched[WATCHED];
    for (let other = others; other !== undefined; other = other.others) {
      if (other.recordedBy === this.context) return undefined;
    }
    const sent = this.options.responseSize === true ? countResponse(response, request.method === "HEAD") : undefined;
    watched[WATCHED] = this.begin(request, subject, origin, others, sent);
    // "close" follows "finish", and comes alone when the client is gone.
    if (others === undefined) response.on("close", closed);
    return watched[WATCHED];
  }

  /** Begins a request that no response of Node's answers; whoever answers it ends it. */
  begin(
    request: Pick<IncomingMessage, "method"> & Partial<IncomingMessage>,
    subject: Subject,
    origin: Origin,
    others?: WatchedRequest,
    sent?: () => number,
  ): WatchedRequest {
    if (this.options.inFlight === true) this.context.extras.inFlight.inc();
    return new MonitoredRequest(this.context, others, (status, arrival) => {
      const seconds = (this.context.now() - arrival) / 1_000;
      this.record(request, subject, origin, { status, seconds, sent: sent?.() });
    });
  }

  private record(
    request: Pick<IncomingMessage, "method"> & Partial<IncomingMessage>,
    subject: Subject,
    origin: Origin,
    { status, seconds, sent }: { status: number; seconds: number; sent: number | undefined },
  ): void {
    const { context, options } = this;
    const template = options.route
      ? this.ask("route", options.route, subject)
      : this.ask("route", () => this.endpointOf(subject, origin), subject);
    const endpoint = context.recorder.bounded(template ?? UNMATCHED_ENDPOINT);
    const method = recordedMethod(request.method);
    context.recorder.record({
      endpoint,
      method,
      status,
      seconds,
      latencyThreshold: this.thresholds.get(endpoint) ?? this.latencyThreshold,
      statusClass: options.statusClasses === true,
    });
    if (options.inFlight === true) context.extras.inFlight.dec();
    if (sent !== undefined) context.extras.responseSize.observe({ endpoint, method }, sent);
    const received = Number(request.headers?.["content-length"]);
    // A length that was only claimed says nothing.
    if (options.requestSize === true && request.complete === true && Number.isFinite(received)) {
      context.extras.requestSize.observe({ endpoint, method }, received);
    }
    const userId = options.user && this.ask("user", options.user, subject);
    if (userId !== undefined) context.trackUser(userId);
  }

  /** What an option says of a request; one that throws is counted, and costs the request nothing. */
  private ask(
    option: "route" | "user",
    question: (subject: Subject) => string | undefined,
    subject: Subject,
  ): string | undefined {
    try {
      return question(subject);
    } catch (error) {
      countCollectError(this.context.registry, `option ${option}`, error);
      return undefined;
    }
  }
}

class MonitoredRequest implements WatchedRequest {
  private readonly arrival: number;
  private failed = false;
  private ended = false;

  constructor(
    readonly recordedBy: RequestMonitorContext,
    readonly others: WatchedRequest | undefined,
    private readonly record: (status: number, arrival: number) => void,
  ) {
    this.arrival = recordedBy.now();
  }

  fail(): void {
    this.failed = true;
  }

  end(status = this.failed ? 500 : CLIENT_CLOSED_REQUEST): void {
    if (this.ended) return;
    this.ended = true;
    this.record(status, this.arrival);
  }
}
