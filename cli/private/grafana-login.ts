import type { JsonObject } from "./json";
import { textOf } from "./json";

/** How the stack's provider logs in to a Grafana. */
export interface GrafanaLogin {
  /** Where Terraform reaches it. */
  readonly url: string;
  /** The header that lets in. */
  readonly authorization: string | undefined;
  /** The user's name; undefined for a token. */
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/**
 * The login of a Grafana provider's settings; undefined when they hold something that only Terraform knows.
 */
export function grafanaLogin(provider: JsonObject): GrafanaLogin | undefined {
  const url = textOf(provider.url);
  const auth = textOf(provider.auth);
  if (url === undefined || auth === undefined || url.includes("${") || auth.includes("${")) return undefined;
  if (auth === "anonymous") return { url, authorization: undefined, user: undefined, password: undefined };
  const colon = auth.indexOf(":");
  if (colon < 0) return { url, authorization: `Bearer ${auth}`, user: undefined, password: undefined };
  return {
    url,
    authorization: `Basic ${Buffer.from(auth, "utf8").toString("base64")}`,
    user: auth.slice(0, colon),
    password: auth.slice(colon + 1),
  };
}
