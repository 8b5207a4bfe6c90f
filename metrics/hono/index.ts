/// <reference types="node" preserve="true" />

export * from "./hono-monitoring";
