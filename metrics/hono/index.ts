export * from "./hono-monitoring";
