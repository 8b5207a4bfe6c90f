export * from "./koa-monitoring";
