export * from "./middleware-options";
export type { RequestMonitor } from "./request-monitor";
export type { WatchedRequest } from "./watched-request";
export type { AdapterOptions } from "./adapter-options";
