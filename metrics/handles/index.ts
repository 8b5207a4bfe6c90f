export * from "./create-metrics";
export * from "./label-values";
export * from "./metric-handles";
export * from "./metric-usage-error";
