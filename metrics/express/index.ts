export * from "./monitor-express";
