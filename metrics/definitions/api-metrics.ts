import { defineCatalogue } from "./catalogue";
import { counter, gauge, histogram } from "./define-metric";

/** Request methods that keep their name; any other is recorded as `OTHER`. */
export const HTTP_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"] as const;

/** A request method as it is recorded. */
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** The endpoint under which requests are recorded that no route answers. */
export const UNMATCHED_ENDPOINT = "unmatched";

/** Upper bounds of the request and credit latency buckets, in seconds. */
export const REQUEST_LATENCY_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

/** Upper bounds of the database query latency buckets, in seconds. */
export const QUERY_LATENCY_BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5] as const;

/** Reasons for which an anomaly is counted. */
export const ANOMALY_REASONS = ["server_error", "high_latency", "high_error_rate"] as const;

/** A reason for which an anomaly is counted. */
export type AnomalyReason = (typeof ANOMALY_REASONS)[number];

/** Spans of time over which active users are counted. */
export const ACTIVE_USER_TIMEFRAMES = ["1m", "5m", "15m", "1h", "1d"] as const;

const endpoint = { open: true } as const;
const method = { values: HTTP_METHODS } as const;

/**
 * The application catalogue. Names, labels and buckets are a contract: a service in any language that exposes the same
 * ones appears in the same dashboards and alerts.
 */
export const apiMetrics = defineCatalogue({
  apiRequestsTotal: counter({
    name: "api_requests_total",
    help: "Requests answered, by route template, method and status code.",
    labels: { endpoint, method, status: {} },
  }),
  apiRequestLatencySeconds: histogram({
    name: "api_request_latency_seconds",
    help: "Time from a request's arrival to the end of its answer.",
    labels: { endpoint, method },
    buckets: REQUEST_LATENCY_BUCKETS,
  }),
  apiErrorRate: gauge({
    name: "api_error_rate",
    help: "Share of 5xx answers over the last 5 minutes, from 0 to 1.",
    labels: { endpoint },
    aggregation: "ratio",
  }),
  creditUsageTotal: counter({
    name: "credit_usage_total",
    help: "Credits used, by operation and user.",
    labels: { operation: {}, user: { open: true } },
  }),
  creditOperationLatencySeconds: histogram({
    name: "credit_operation_latency_seconds",
    help: "Time that an operation on credits took.",
    labels: { operation: {} },
    buckets: REQUEST_LATENCY_BUCKETS,
  }),
  userSessions: gauge({
    name: "user_sessions",
    help: "Active sessions, by the way in which the user was authenticated.",
    labels: { auth_method: {} },
    aggregation: "sum",
  }),
  activeUsers: gauge({
    name: "active_users",
    help: "Distinct users seen within the timeframe.",
    labels: { timeframe: { values: ACTIVE_USER_TIMEFRAMES } },
    aggregation: "distinct",
  }),
  systemMemoryUsage: gauge({
    name: "system_memory_usage",
    help: "Memory of the machine or container, in bytes.",
    labels: { type: { values: ["total", "used", "free"] } },
    aggregation: "first",
  }),
  systemCpuUsage: gauge({
    name: "system_cpu_usage",
    help: "Use of all cores together, in percent.",
    labels: { type: { values: ["user", "system", "idle"] } },
    aggregation: "first",
  }),
  cacheHitRatio: gauge({
    name: "cache_hit_ratio",
    help: "Share of cache look-ups that found something, from 0 to 1.",
    labels: { cache_type: {} },
    aggregation: "ratio",
  }),
  cacheSize: gauge({
    name: "cache_size",
    help: "Size of the cache, in bytes.",
    labels: { cache_type: {} },
    aggregation: "sum",
  }),
  dbQueryLatencySeconds: histogram({
    name: "db_query_latency_seconds",
    help: "Time that a database query took.",
    labels: { operation: {}, table: { open: true } },
    buckets: QUERY_LATENCY_BUCKETS,
  }),
  dbConnectionPoolSize: gauge({
    name: "db_connection_pool_size",
    help: "Largest number of connections that the pool may open.",
    labels: { database: {} },
    aggregation: "sum",
  }),
  dbConnectionPoolUsed: gauge({
    name: "db_connection_pool_used",
    help: "Connections of the pool that are in use.",
    labels: { database: {} },
    aggregation: "sum",
  }),
  anomalyDetectionTriggeredTotal: counter({
    name: "anomaly_detection_triggered_total",
    help: "Anomalies, by endpoint and reason.",
    labels: { endpoint, reason: { values: ANOMALY_REASONS } },
  }),
});
