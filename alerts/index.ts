export * from "./alert-group";
export * from "./alert-group-error";
export * from "./alert-settings";
export * from "./api-alerts";
export * from "./grafana-rule-group";
export * from "./prometheus-rule-file";
export * from "./validate-alert-group";
