export * from "./serve-metrics";
