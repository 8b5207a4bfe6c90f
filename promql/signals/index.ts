export * from "./api-signals";
export * from "./api-thresholds";
export * from "./gauge-signals";
export { selector, type Matchers } from "./private/selector";
