import { defineCatalogue } from "./catalogue";
import { counter, gauge } from "./define-metric";

/**
 * The environment variables that an exposer takes its settings from, so that whoever starts a container can hand them
 * over. A variable that is set and empty is an error: a secret that failed to resolve must not open the page.
 */
export const EXPOSER_ENVIRONMENT = {
  /** The path to serve; see `SCRAPE_PATH`. */
  path: "METRICS_PATH",
  /** The token that a scrape has to bear. */
  bearerToken: "METRICS_BEARER_TOKEN",
  /** The user name of basic authentication; it goes with the password. */
  username: "METRICS_USERNAME",
  /** The password of basic authentication; it goes with the user name. */
  password: "METRICS_PASSWORD",
  /** The lines that the metrics of a registry may have together; see {@link DEFAULT_LINE_BUDGET}. */
  lineBudget: "METRICS_LINE_BUDGET",
} as const;

/** The lines that the metrics of a registry may have together before open labels fold, unless set otherwise. */
export const DEFAULT_LINE_BUDGET = 20_000;

/** The longest label value, in UTF-16 code units; longer ones are cut. */
export const LABEL_VALUE_LENGTH = 256;

/** The value of open labels under which events are recorded once the budget is full. */
export const OVERFLOW_VALUE = "overflow";

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
  overflowEventsTotal: counter({
    name: "metrics_overflow_events_total",
    help: "Events recorded under the overflow value of open labels, as the line budget was full, by metric.",
    labels: { metric: {} },
  }),
});
