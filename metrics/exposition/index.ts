export * from "./http-middleware";
export * from "./metrics-handler";
export * from "./scrape-options";
