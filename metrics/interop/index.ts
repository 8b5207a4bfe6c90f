export * from "./expose-open-telemetry";
export * from "./open-telemetry-reader";
