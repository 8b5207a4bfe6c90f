export * from "./api-signals";
export * from "./api-thresholds";
export * from "./container-signals";
export * from "./container-thresholds";
export * from "./gauge-signals";
export * from "./host-signals";
export * from "./host-thresholds";
export { selector, type Matchers } from "./private/selector";
