export * from "./monitor-http";
