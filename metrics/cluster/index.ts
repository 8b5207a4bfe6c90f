export * from "./cluster-metrics";
