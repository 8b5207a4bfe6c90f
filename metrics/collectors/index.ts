export type { UserId } from "./active-users";
export * from "./reports";
