export * from "./api-signals";
export * from "./api-thresholds";
export { selector, type Matchers } from "./private/selector";
