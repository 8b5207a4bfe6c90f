import { createHash, timingSafeEqual } from "node:crypto";
import type { ScrapeSettings } from "./scrape-settings";

const digest = (text: string, encoding: "utf8" | "latin1" = "utf8"): Buffer =>
  createHash("sha256").update(text, encoding).digest();

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
      const text = `${scheme.toLowerCase()} ${value}`;
      // Node takes the bytes of a header as Latin-1; who sends a secret in another alphabet, sends UTF-8.
      const received = [digest(text), digest(text, "latin1")];
      // Digests have one length, and every secret is compared: the time taken tells nothing about any of them.
      const equal = secrets.flatMap((secret) => received.map((each) => timingSafeEqual(secret, each)));
      return equal.includes(true);
    },
  };
}
