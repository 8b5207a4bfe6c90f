import type { IncomingMessage, ServerResponse } from "node:http";
import type { UserId } from "../collectors";
import { UNMATCHED_ENDPOINT } from "../definitions";
import type { HttpMiddleware } from "../exposition";
import { registryHandler } from "../exposition/registry-handler";
import type { MetricsRegistry } from "../handles";
import { countCollectError } from "../private/collect-errors";
import { optionProblems } from "../private/option-problems";
import { refuse } from "../private/refuse";
import { scrapeSettings } from "../private/scrape-settings";
import { DEFAULT_LATENCY_THRESHOLD } from "../requests/anomaly-detector";
import type { PendingRequests, RequestRules } from "../requests/pending-requests";
import { recordedMethod } from "../requests/recorded-method";
import type { RequestRecorder } from "../requests/request-recorder";
import { statusClass } from "../requests/status-class";
import type { RequestMonitoringOptions } from "./middleware-options";
import { watchAnswer, watchedBy } from "./private/answer-end";
import { countResponse } from "./private/count-response";
import { excludedPaths } from "./private/excluded-paths";
import { templateIn, userIn } from "./private/option-values";
import { ADAPTER_OPTIONS, requestProblems } from "./private/request-options";
import type { RequestExtras } from "./request-extras";
import { WatchedRequest, type RequestFacts, type RequestObserver } from "./watched-request";

/** What requests are recorded into. */
export interface RequestMonitorContext {
  readonly registry: MetricsRegistry;
  readonly recorder: RequestRecorder;
  readonly extras: RequestExtras;
  readonly trackUser: (userId: UserId) => void;
  /** Warns where what is recorded is on no page any more; runs at each scrape. */
  readonly checkExposed: () => void;
  /** Milliseconds, from a clock that never goes back. */
  readonly now: () => number;
}

/** A request of Node's; Express takes a mount's own part out of `url`. */
type MonitoredMessage = IncomingMessage & { readonly originalUrl?: string };

const urlOf = (request: MonitoredMessage): string => request.originalUrl ?? request.url ?? "";

/**
 * Records the requests of one server, for whatever framework.
 *
 * @typeParam Subject a request as the framework knows it
 * @typeParam Origin what else it takes to find a request's route
 */
export class RequestMonitor<Subject, Origin = undefined> implements RequestObserver<Subject, Origin>, RequestRules {
  private readonly scrape: HttpMiddleware | undefined;
  private readonly scrapePath: string;
  private readonly isExcluded: ((url: string) => boolean) | undefined;
  private readonly thresholds: ReadonlyMap<string, number> | undefined;
  private readonly usualThreshold: number;
  /** Whether more is recorded of a request than everybody asks for. */
  private readonly hasExtras: boolean;
  /** Whether all there is to know of a request as it arrives is that it does. */
  private readonly isUsual: boolean;
  // They are at hand: looking each up where it belongs costs as much as what is recorded.
  private readonly now: () => number;
  private readonly pending: PendingRequests;
  private readonly options: RequestMonitoringOptions<Subject>;

  /**
   * @param endpointOf the route template of a request that is over
   * @param names the options that there are: those of an adapter unless given
   * @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used
   */
  constructor(
    readonly context: RequestMonitorContext,
    options: RequestMonitoringOptions<Subject>,
    private readonly endpointOf: (subject: Subject, origin: Origin) => string | undefined,
    names: Readonly<Record<string, true>> = ADAPTER_OPTIONS,
  ) {
    refuse(optionProblems(options, names, () => requestProblems(options)));
    const { path, exclude = [], latencyThreshold = DEFAULT_LATENCY_THRESHOLD } = options;
    this.options = { ...options };
    this.usualThreshold = latencyThreshold;
    const thresholds = new Map(Object.entries(options.latencyThresholds ?? {}));
    this.thresholds = thresholds.size === 0 ? undefined : thresholds;
    const settings = path === false ? undefined : scrapeSettings({ ...options, path });
    this.scrape = settings && registryHandler(context.registry, settings, () => context.checkExposed());
    this.scrapePath = settings?.path ?? "";
    const { inFlight, requestSize, responseSize, user } = options;
    this.hasExtras = inFlight === true || requestSize === true || responseSize === true || user !== undefined;
    this.isExcluded = excludedPaths(exclude);
    this.isUsual = this.isExcluded === undefined && !this.hasExtras;
    this.now = context.now;
    this.pending = context.recorder.pending;
    // They exist from the start, so that a scrape before the first request shows them.
    context.extras.create(options);
  }

  /** Answers a scrape; false when the request is none. */
  serve(request: MonitoredMessage, response: ServerResponse): boolean {
    if (this.scrape === undefined) return false;
    const url = urlOf(request);
    // Most are shorter, which is seen without a call.
    return url.length >= this.scrapePath.length && url.startsWith(this.scrapePath) && this.scrape(request, response);
  }

  /** Whether requests for a URL are not to be recorded. */
  excludes(url: string): boolean {
    return this.isExcluded?.(url) === true;
  }

  /**
   * Records a request once its answer is complete, or its client gone.
   *
   * @returns what is to hear when the handler has returned, or that it may not hear of that; undefined where the request
   * is not to be recorded
   */
  arrive(
    request: MonitoredMessage,
    response: ServerResponse,
    subject: Subject,
    origin: Origin,
  ): WatchedRequest<Subject, Origin> | undefined {
    // Most need no more of an answer than that nobody watches it yet.
    const isUsual = this.isUsual && watchedBy(response) === undefined;
    if (!isUsual && !this.isToRecord(request, response)) return undefined;
    const sent = isUsual ? undefined : this.beginExtras(request, response);
    const watched = new WatchedRequest(this, this.now(), request, subject, origin, sent);
    watchAnswer(watched, response);
    return watched;
  }

  /** Records a request once its answer is complete, or its client gone, whatever becomes of its handler. */
  watch(request: MonitoredMessage, response: ServerResponse, subject: Subject, origin: Origin): void {
    this.arrive(request, response, subject, origin)?.handling(response);
  }

  /** Begins a request that no response of Node's answers; whoever answers it ends it. */
  begin(request: RequestFacts, subject: Subject, origin: Origin): WatchedRequest<Subject, Origin> {
    this.beginExtras(request);
    return new WatchedRequest(this, this.now(), request, subject, origin, undefined);
  }

  /** Records a request that is over. */
  record(over: WatchedRequest<Subject, Origin>, status: number): void {
    const end = this.now();
    const template = this.templateOf(over) ?? UNMATCHED_ENDPOINT;
    this.pending.add(this, template, over.request.method, status, end - over.arrival, end);
    if (this.hasExtras) this.recordExtras(over, template);
  }

  statusLabel(status: number): number | string {
    return this.options.statusClasses === true ? statusClass(status) : status;
  }

  latencyThreshold(endpoint: string): number {
    return this.thresholds?.get(endpoint) ?? this.usualThreshold;
  }

  private isToRecord(request: MonitoredMessage, response: ServerResponse): boolean {
    return !this.excludes(urlOf(request)) && !WatchedRequest.isAmong(watchedBy(response), this.context);
  }

  /**
   * Begins what else is recorded of a request.
   *
   * @returns how many bytes its answer had; undefined where that is not asked for, or nobody can tell
   */
  private beginExtras(request: RequestFacts, response?: ServerResponse): (() => number) | undefined {
    const { inFlight, responseSize } = this.options;
    if (inFlight === true && request.upgrade !== true) this.context.extras.inFlight.begin();
    return responseSize === true && response !== undefined
      ? countResponse(response, request.method === "HEAD")
      : undefined;
  }

  private recordExtras({ request, subject, sent }: WatchedRequest<Subject, Origin>, template: string): void {
    const { options } = this;
    const { extras, recorder } = this.context;
    if (options.inFlight === true && request.upgrade !== true) extras.inFlight.end();
    const labels = () => ({ endpoint: recorder.endpoint(template).endpoint, method: recordedMethod(request.method) });
    if (sent !== undefined) extras.responseSize.observe(labels(), sent());
    if (options.requestSize === true) {
      const received = Number(request.headers?.["content-length"]);
      // A length that was only claimed says nothing.
      if (request.complete === true && Number.isFinite(received)) extras.requestSize.observe(labels(), received);
    }
    if (options.user !== undefined) this.trackUser(options.user, subject);
  }

  private templateOf({ subject, origin }: WatchedRequest<Subject, Origin>): string | undefined {
    const { route } = this.options;
    try {
      return route === undefined ? this.endpointOf(subject, origin) : templateIn(route(subject));
    } catch (error) {
      countCollectError(this.context.registry, "option route", error);
      return undefined;
    }
  }

  private trackUser(userOf: (subject: Subject) => UserId | undefined, subject: Subject): void {
    try {
      const userId = userIn(userOf(subject));
      if (userId !== undefined) this.context.trackUser(userId);
    } catch (error) {
      countCollectError(this.context.registry, "option user", error);
    }
  }
}
