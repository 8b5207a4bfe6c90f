/** The latency above which a request counts as an anomaly, in seconds. */
export const REQUEST_LATENCY_THRESHOLD = 1;

/** The latency above which a call of the renderer counts as an anomaly, in seconds, however fast the request was. */
export const RENDERER_LATENCY_THRESHOLD = 0.5;
