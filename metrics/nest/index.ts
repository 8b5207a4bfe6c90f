export * from "./monitor-nest";
