export { linesOfRegistry } from "./private/registry-budget";
