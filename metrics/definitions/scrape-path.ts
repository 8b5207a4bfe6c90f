import { shown } from "../private/shown";

/** The path of an application that Prometheus scrapes; it is served with and without the last slash. */
export const SCRAPE_PATH = "/monitoring/metrics/";

/** What a client makes of other characters depends on the client: Prometheus encodes `(`, and curl `é` unlike all others. */
const PATH = /^\/[\w\-.~$&+,;=:@%/]*$/;

/**
 * What is wrong with the path that an exposer serves, and Prometheus asks for; nothing when it can be used.
 *
 * @param name what sets it, as whoever did knows it
 */
export const scrapePathProblems = (name: string, path: unknown): string[] =>
  typeof path === "string" && PATH.test(path)
    ? []
    : [
        `${name} must begin with "/" and hold only letters, digits and -._~$&+,;=:@%/, since clients send other characters encoded, or not at all: received ${shown(path)}`,
      ];
