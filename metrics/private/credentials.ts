import { createHash, timingSafeEqual } from "node:crypto";
import type { ScrapeSettings } from "./scrape-settings";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Who may scrape. */
export interface Credentials {
  /** The value of `WWW-Authenticate`; undefined when everybody may. */
  readonly challenge: string | undefined;
  /** Whether a request with this `Authorization` may be served. */
  readonly accepts: (authorization: string | undefined) => boolean;
}

/** Who may scrape by these settings: whoever brings one of the secrets, or, without a secret, everybody. */
export function credentials({ bearerToken, basicAuth }: ScrapeSettings): Credentials {
  const secrets: Buffer[] = [];
  const challenges: string[] = [];
  if (bearerToken !== undefined) {
    secrets.push(digest(`bearer ${bearerToken}`));
    challenges.push('Bearer realm="metrics"');
  }
  if (basicAuth !== undefined) {
    const pair = Buffer.from(`${basicAuth.username}:${basicAuth.password}`).toString("base64");
    secrets.push(digest(`basic ${pair}`));
    challenges.push('Basic realm="metrics", charset="UTF-8"');
  }
  return {
    challenge: challenges.length === 0 ? undefined : challenges.join(", "),
    accepts: (authorization = "") => {
      if (secrets.length === 0) return true;
      const [, scheme = "", value = ""] = /^(\S+) +(.*)$/.exec(authorization) ?? [];
      // Digests have one length, and every secret is compared: the time taken tells nothing about any of them.
      const received = digest(`${scheme.toLowerCase()} ${value}`);
      return secrets.map((secret) => timingSafeEqual(secret, received)).includes(true);
    },
  };
}
