import type { ServerResponse } from "node:http";

/** The headers of a request that a page depends on. */
const OWN = ["Accept", "Accept-Encoding"];

/** Tells caches what the answer depends on, beside what others have said of it: middleware for CORS, say, adds `Origin`. */
export function varyByFormat(response: ServerResponse): void {
  const known = [response.getHeader("Vary") ?? []].flat().join(", ");
  const names = known.split(",").map((name) => name.trim().toLowerCase());
  if (names.includes("*")) return;
  const further = OWN.filter((name) => !names.includes(name.toLowerCase()));
  response.setHeader("Vary", [...(known === "" ? [] : [known]), ...further].join(", "));
}
