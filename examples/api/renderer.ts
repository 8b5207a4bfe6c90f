import { setTimeout as wait } from "node:timers/promises";
import { createMetrics, detectAnomalies, trackLatency } from "cdktf-monitoring-metrics";
import { imageMetrics } from "./image-metrics";
import { RENDERER_LATENCY_THRESHOLD } from "./thresholds";

/** What the renderer is asked for. */
export interface RenderRequest {
  readonly prompt: string;
  /** How carefully to render; each step takes a millisecond. */
  readonly steps: number;
}

const { imageRenderLatencySeconds, imageRenderErrorsTotal } = createMetrics(imageMetrics);

/** Pixels. */
const WIDTH = 512;

/** Stands in for a call to a service that renders images. It returns the image's width. */
async function callRenderer({ steps }: RenderRequest): Promise<number> {
  await wait(steps);
  return WIDTH;
}

const watched = detectAnomalies("renderer", { latencyThreshold: RENDERER_LATENCY_THRESHOLD })(callRenderer);

const timedBySize = {
  small: trackLatency(
    imageRenderLatencySeconds,
    { size: "small" },
    {
      errors: imageRenderErrorsTotal.labels({ size: "small" }),
    },
  )(watched),
  large: trackLatency(
    imageRenderLatencySeconds,
    { size: "large" },
    {
      errors: imageRenderErrorsTotal.labels({ size: "large" }),
    },
  )(watched),
};

/** From how many steps on a rendering counts as large. */
const LARGE_STEPS = 100;

/** Renders an image, and returns its width in pixels. */
export const render = (request: RenderRequest): Promise<number> =>
  timedBySize[request.steps < LARGE_STEPS ? "small" : "large"](request);
