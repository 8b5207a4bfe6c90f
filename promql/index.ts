export * from "./check";
export * from "./duration";
export * from "./finding";
export * from "./grafana-uid";
export * from "./known-metrics";
