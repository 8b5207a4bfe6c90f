export * from "./error-ratio";
export * from "./histograms";
export * from "./query-error";
export * from "./query-options";
export * from "./rates";
export type { Matcher, Matchers } from "./matchers";
