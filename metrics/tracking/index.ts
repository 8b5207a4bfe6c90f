export * from "./observation-source";
export * from "./tracker";
export * from "./tracking-options";
