export * from "./http-middleware";
export * from "./metrics-handler";
export type { ExpositionFormat } from "./exposition-format";
export type { RenderOptions } from "./private/render-registry";
export * from "./render-registry";
export * from "./scrape-options";
