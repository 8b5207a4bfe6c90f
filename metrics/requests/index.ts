export { DEFAULT_LATENCY_THRESHOLD } from "./anomaly-detector";
export { HIGH_ERROR_RATE, LEAST_REQUESTS } from "./endpoint-anomalies";
