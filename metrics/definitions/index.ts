export * from "./api-metrics";
export * from "./canonical-float";
export * from "./catalogue";
export * from "./define-metric";
export * from "./exposer";
export * from "./metric-definition";
export { LABEL_NAME, METRIC_NAME } from "./metric-problems";
export * from "./request-metrics";
export * from "./scrape-limits";
