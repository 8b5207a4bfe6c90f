/// <reference types="node" preserve="true" />

export * from "./koa-monitoring";
