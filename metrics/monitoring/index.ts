export * from "./api-monitoring";
export * from "./create-monitoring";
export * from "./default-monitoring";
export * from "./functions";
export * from "./monitoring-options";
