export * from "./collectors";
export * from "./definitions";
export * from "./exposition";
export * from "./handles";
export * from "./middleware";
export * from "./monitoring";
export * from "./requests";
export * from "./tracking";
