export * from "./api-signals";
export { selector, type Matchers } from "./private/selector";
