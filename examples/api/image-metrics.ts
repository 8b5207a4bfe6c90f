import { counter, defineCatalogue, histogram } from "cdktf-monitoring-metrics/definitions";

/**
 * What this service exposes beyond the application catalogue. The stack imports this file too, for the catalogue of its
 * `MetricsExposer`: then a panel or an alert that misspells one of these names does not synthesize.
 */
export const imageMetrics = defineCatalogue({
  imageRenderLatencySeconds: histogram({
    name: "image_render_latency_seconds",
    help: "Time that the renderer took for an image.",
    labels: { size: { values: ["small", "large"] } },
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  }),
  imageRenderErrorsTotal: counter({
    name: "image_render_errors_total",
    help: "Images that the renderer gave up.",
    labels: { size: { values: ["small", "large"] } },
  }),
});
