import type { IncomingMessage, ServerResponse } from "node:http";
import { UNMATCHED_ENDPOINT } from "../definitions";
import { metricsHandler, type HttpMiddleware } from "../exposition";
import { MetricUsageError, type MetricsRegistry } from "../handles";
import { countCollectError } from "../private/collect-errors";
import { thresholdProblems } from "../private/latency-threshold";
import { DEFAULT_LATENCY_THRESHOLD } from "../requests/anomaly-detector";
import { recordedMethod, type RequestRecorder } from "../requests/request-recorder";
import type { MonitoringMiddlewareOptions } from "./middleware-options";
import { expressEndpoint, watchRoutes } from "./private/express-endpoint";

/** What nginx calls a client that closed the connection before the answer was complete. */
const CLIENT_CLOSED_REQUEST = 499;

/** What the middleware records into. */
export interface MiddlewareContext {
  readonly registry: MetricsRegistry;
  readonly recorder: RequestRecorder;
  readonly trackUser: (userId: string) => void;
  /** Milliseconds, from a clock that never goes back. */
  readonly now: () => number;
  /** The requests that a middleware is recording already. */
  readonly recording: WeakSet<IncomingMessage>;
}

/** @throws {MetricUsageError} naming every option, or variable of the environment, that cannot be used */
export function createMiddleware(
  { registry, recorder, trackUser, now, recording }: MiddlewareContext,
  options: MonitoringMiddlewareOptions,
): HttpMiddleware {
  const { path, route, user, latencyThreshold = DEFAULT_LATENCY_THRESHOLD } = options;
  const thresholds = new Map(Object.entries(options.latencyThresholds ?? {}));
  const problems = [
    ...thresholdProblems("latencyThreshold", latencyThreshold),
    ...[...thresholds].flatMap(([endpoint, seconds]) => thresholdProblems(`latencyThresholds["${endpoint}"]`, seconds)),
  ];
  if (problems.length > 0) throw new MetricUsageError(problems.map((problem) => `metrics: ${problem}`));
  const scrape = path === false ? undefined : metricsHandler({ ...options, path, registry });

  /** What an option says of a request; one that throws is counted, and costs the request nothing. */
  function ask(
    option: "route" | "user",
    question: (request: IncomingMessage) => string | undefined,
    request: IncomingMessage,
  ): string | undefined {
    try {
      return question(request);
    } catch (error) {
      countCollectError(registry, `option ${option}`, error);
      return undefined;
    }
  }

  function record(request: IncomingMessage, response: ServerResponse): void {
    const arrival = now();
    const app = route === undefined ? watchRoutes(request) : undefined;
    const matched = route ?? (app === undefined ? undefined : () => expressEndpoint(request, app));
    // "close" follows "finish", and comes alone when the client is gone.
    response.once("close", () => {
      const seconds = (now() - arrival) / 1_000;
      const endpoint = (matched && ask("route", matched, request)) ?? UNMATCHED_ENDPOINT;
      recorder.record({
        endpoint,
        method: recordedMethod(request.method),
        status: response.writableFinished ? response.statusCode : CLIENT_CLOSED_REQUEST,
        seconds,
        latencyThreshold: thresholds.get(endpoint) ?? latencyThreshold,
      });
      const userId = user && ask("user", user, request);
      if (userId !== undefined) trackUser(userId);
    });
  }

  return (request, response, next) => {
    if (scrape?.(request, response) === true) return true;
    if (!recording.has(request)) {
      recording.add(request);
      record(request, response);
    }
    next?.();
    return false;
  };
}
