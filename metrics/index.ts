/// <reference types="node" preserve="true" />

export * from "./cluster";
export * from "./collectors";
export * from "./definitions";
export * from "./exposition";
export * from "./handles";
export * from "./interop";
export * from "./middleware";
export * from "./monitoring";
export * from "./requests";
export * from "./tracking";
