export * from "./exporter-metrics";
