export * from "./middleware-options";
