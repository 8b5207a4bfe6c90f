export { jsonSyntaxError, type JsonSyntaxError } from "./private/import/json-syntax";
