/// <reference types="node" preserve="true" />

export * from "./monitor-express";
