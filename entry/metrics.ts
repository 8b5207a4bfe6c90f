export * from "cdktf-monitoring-metrics";
