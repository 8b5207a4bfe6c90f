import { defineCatalogue } from "./catalogue";
import { counter, gauge } from "./define-metric";

/** The path of an application that Prometheus scrapes; it is served with and without the last slash. */
export const SCRAPE_PATH = "/monitoring/metrics/";

/**
 * The environment variables that an exposer takes its settings from, so that whoever starts a container can hand them
 * over. A variable that is set and empty is an error: a secret that failed to resolve must not open the page.
 */
export const EXPOSER_ENVIRONMENT = {
  /** The path to serve; see {@link SCRAPE_PATH}. */
  path: "METRICS_PATH",
  /** The token that a scrape has to bear. */
  bearerToken: "METRICS_BEARER_TOKEN",
  /** The user name of basic authentication; it goes with the password. */
  username: "METRICS_USERNAME",
  /** The password of basic authentication; it goes with the user name. */
  password: "METRICS_PASSWORD",
} as const;

/** What an exposer says about itself. */
export const exposerMetrics = defineCatalogue({
  collectErrorsTotal: counter({
    name: "metrics_collect_errors_total",
    help: "Values that could not be computed for a scrape, or for a request, by the metric or option that failed.",
    labels: { source: {} },
  }),
  heapSizeLimitBytes: gauge({
    name: "nodejs_heap_size_limit_bytes",
    help: "Largest heap that V8 allows, in bytes.",
    aggregation: "sum",
  }),
});
