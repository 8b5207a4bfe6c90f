export * from "./api-monitoring";
export * from "./create-monitoring";
export { defaultMonitoring } from "./default-monitoring";
export * from "./functions";
export * from "./monitoring-options";
