export * from "./create-metrics";
export * from "./metric-handles";
export * from "./metric-usage-error";
