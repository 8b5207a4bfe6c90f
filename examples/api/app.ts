import { prometheusMonitoringMiddleware, registerCache, registerConnectionPool } from "cdktf-monitoring-metrics";
import express, { type ErrorRequestHandler, type Express } from "express";
import { Cache } from "./cache";
import { CreditLedger } from "./credit-ledger";
import { Database } from "./database";
import { HttpError } from "./http-error";
import { type Image, ImageRepository } from "./image-repository";
import { ImageService } from "./image-service";
import { albumRoutes } from "./routes/albums";
import { creditRoutes } from "./routes/credits";
import { faultRoutes } from "./routes/faults";
import { sessionRoutes } from "./routes/sessions";
import { Sessions } from "./sessions";
import { REQUEST_LATENCY_THRESHOLD } from "./thresholds";
import { ThumbnailQueue } from "./thumbnail-queue";

/** What can be set of the service. */
export interface AppOptions {
  /**
   * The latency above which a request counts as an anomaly, in seconds.
   *
   * @default 1
   */
  readonly latencyThreshold?: number;
  /**
   * The credits that a user begins with.
   *
   * @default 100000
   */
  readonly startingCredits?: number;
}

/** The service, not listening yet. */
export interface ImageApp {
  readonly app: Express;
  /** Resolves once no job runs in the background any more. */
  idle(): Promise<void>;
  /** Lets the jobs end, and takes out what the service registered. */
  close(): Promise<void>;
}

const CONNECTIONS = 10;
const QUERY_MILLISECONDS = 3;
const CACHE_BYTES = 1024 * 1024;

/** A service that renders images for credits. */
export function createApp(options: AppOptions = {}): ImageApp {
  const { latencyThreshold = REQUEST_LATENCY_THRESHOLD, startingCredits = 100_000 } = options;
  const database = new Database(CONNECTIONS, QUERY_MILLISECONDS);
  const cache = new Cache<Image>(CACHE_BYTES);
  const sessions = new Sessions();
  const ledger = new CreditLedger(database, startingCredits);
  const thumbnails = new ThumbnailQueue();
  const images = new ImageService(new ImageRepository(database), ledger, cache, thumbnails);

  const unregister = [
    registerCache("images", () => cache.statistics()),
    registerConnectionPool("images", () => database.pool()),
  ];

  const app = express();
  app.disable("x-powered-by");
  // Before the middleware, so that the probes of whoever runs the service do not count as its traffic.
  app.get("/health", (_request, response) => {
    response.json({ status: "ok" });
  });
  app.use(prometheusMonitoringMiddleware({ latencyThreshold, user: (request) => sessions.userOf(request) }));
  app.use(express.json({ limit: "16kb" }));
  app.use("/sessions", sessionRoutes(sessions));
  app.use("/credits", creditRoutes(ledger, sessions));
  app.use("/albums/:albumId/images", albumRoutes(images, sessions));
  app.use("/faults", faultRoutes());
  app.use((request) => {
    throw new HttpError(404, `there is nothing at ${request.path}`);
  });
  app.use(answerErrors);

  return {
    app,
    idle: () => thumbnails.idle(),
    close: async () => {
      await thumbnails.idle();
      sessions.endAll();
      for (const undo of unregister) undo();
    },
  };
}

/** The status of an error of Express, such as a body that is no JSON; 500 for any other. */
function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status <= 599 ? status : 500;
}

// Express tells an error handler by its four parameters.
const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const status = statusOf(error);
  if (!(error instanceof HttpError) && status >= 500) console.error(error);
  const message = error instanceof Error && status !== 500 ? error.message : "internal error";
  response.status(status).json({ error: message });
};
