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
 * The login of a Grafana provider's settings; undefined when it holds something that only Terraform knows.
 *
 * @param unknown the names of the settings that do
 */
export function grafanaLogin(provider: JsonObject, unknown: ReadonlySet<string> = new Set()): GrafanaLogin | undefined {
  const url = textOf(provider.url);
  const auth = textOf(provider.auth);
  if (url === undefined || auth === undefined || unknown.has("url") || unknown.has("auth")) return undefined;
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
