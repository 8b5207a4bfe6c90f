import { HTTP_METHODS } from "./api-metrics";
import { defineCatalogue } from "./catalogue";
import { gauge, histogram } from "./define-metric";

/** Upper bounds of the request and response size buckets, in bytes. */
export const SIZE_BUCKETS = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] as const;

const labels = { endpoint: { open: true }, method: { values: HTTP_METHODS } } as const;

/**
 * What the middleware and the adapters record of requests beside `apiMetrics`. Each metric exists only where it is asked
 * for, and belongs to no dashboard or alert of its own.
 */
export const requestMetrics = defineCatalogue({
  apiRequestsInFlight: gauge({
    name: "api_requests_in_flight",
    help: "Requests that have arrived and are not answered yet.",
    aggregation: "sum",
  }),
  apiRequestSizeBytes: histogram({
    name: "api_request_size_bytes",
    help: "Size of request bodies that were received whole, by route template and method.",
    labels,
    buckets: SIZE_BUCKETS,
  }),
  apiResponseSizeBytes: histogram({
    name: "api_response_size_bytes",
    help: "Size of response bodies as they were sent, by route template and method.",
    labels,
    buckets: SIZE_BUCKETS,
  }),
});
