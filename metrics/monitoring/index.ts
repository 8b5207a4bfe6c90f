export * from "./api-monitoring";
export * from "./default-monitoring";
export * from "./functions";
export * from "./monitoring-options";
