/// <reference types="node" preserve="true" />

export * from "./serve-metrics";
