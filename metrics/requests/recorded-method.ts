import { HTTP_METHODS, type HttpMethod } from "../definitions";

const KNOWN_METHODS: ReadonlySet<string> = new Set(HTTP_METHODS);

const isKnown = (method: string): method is HttpMethod => KNOWN_METHODS.has(method);

/** The method under which a request is recorded: its own, or `OTHER`, since a client may send any text. */
export const recordedMethod = (method: string | undefined): HttpMethod =>
  method !== undefined && isKnown(method) ? method : "OTHER";
