export * from "./middleware-options";
export type { RequestMonitor, WatchedRequest } from "./request-monitor";
export type { AdapterOptions } from "./adapter-options";
