import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { register } from "prom-client";
import {
  EXPOSER_ENVIRONMENT,
  MetricUsageError,
  SCRAPE_PATH,
  type MetricsHandlerOptions,
} from "cdktf-monitoring-metrics";
import { exposed } from "./exposed";
import { serving, status } from "./scrape";

const basic = (username: string, password: string) => ({
  headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` },
});
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

afterEach(() => {
  for (const variable of Object.values(EXPOSER_ENVIRONMENT)) Reflect.deleteProperty(process.env, variable);
  register.clear();
});

describe("authentication of a scrape", () => {
  it("asks for the bearer token", async () => {
    await serving(exposed({ bearerToken: "s3cret" }).listener, async (address) => {
      const refused = await fetch(address + SCRAPE_PATH);
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="metrics"');
      expect(await status(address, SCRAPE_PATH, bearer("s3cre"))).toBe(401);
      expect(await status(address, SCRAPE_PATH, bearer("s3cret2"))).toBe(401);
      expect(await status(address, SCRAPE_PATH, { headers: { authorization: "Basic s3cret" } })).toBe(401);
      expect(await status(address, SCRAPE_PATH, bearer("s3cret"))).toBe(200);
      expect(await status(address, SCRAPE_PATH, { headers: { authorization: "bearer  s3cret" } })).toBe(200);
    });
  });

  it.each(["schlüssel", "ключ", "鍵€"])("takes a token in any alphabet, as Prometheus sends it: %s", async (token) => {
    await serving(exposed({ bearerToken: token }).listener, async (address) => {
      const sent = async (text: string) => {
        // Node writes the characters of a header as bytes.
        const authorization = `Bearer ${Buffer.from(text).toString("latin1")}`;
        const request = get(address + SCRAPE_PATH, { headers: { authorization } });
        const [response] = (await once(request, "response")) as [IncomingMessage];
        response.resume();
        return response.statusCode;
      };
      expect(await sent(token)).toBe(200);
      expect(await sent(`${token}ü`)).toBe(401);
    });
  });

  it("takes a token as clients send it that write characters as bytes", async () => {
    await serving(exposed({ bearerToken: "schlüssel" }).listener, async (address) => {
      expect(await status(address, SCRAPE_PATH, bearer("schlüssel"))).toBe(200);
    });
  });

  it("asks for the user name and password", async () => {
    const basicAuth = { username: "prometheus", password: "pass:word" };
    await serving(exposed({ basicAuth }).listener, async (address) => {
      const refused = await fetch(address + SCRAPE_PATH, basic("prometheus", "password"));
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toBe('Basic realm="metrics", charset="UTF-8"');
      expect(await status(address, SCRAPE_PATH, basic("prometheus", "pass:word"))).toBe(200);
    });
  });

  it("takes either where both are set", async () => {
    const options = { bearerToken: "s3cret", basicAuth: { username: "u", password: "p" } };
    await serving(exposed(options).listener, async (address) => {
      const refused = await fetch(address + SCRAPE_PATH);
      expect(refused.headers.get("www-authenticate")).toBe(
        'Bearer realm="metrics", Basic realm="metrics", charset="UTF-8"',
      );
      expect(await status(address, SCRAPE_PATH, bearer("s3cret"))).toBe(200);
      expect(await status(address, SCRAPE_PATH, basic("u", "p"))).toBe(200);
    });
  });

  it("comes before the check of the method, and does not concern other paths", async () => {
    await serving(exposed({ bearerToken: "s3cret" }).listener, async (address) => {
      expect(await status(address, SCRAPE_PATH, { method: "POST" })).toBe(401);
      expect(await status(address, "/other")).toBe(404);
    });
  });
});

describe("the handler's settings", () => {
  const problemsOf = (options: MetricsHandlerOptions): readonly string[] => {
    try {
      exposed(options);
    } catch (error) {
      if (error instanceof MetricUsageError) return error.problems;
      throw error;
    }
    return [];
  };

  it("come from the environment", async () => {
    process.env["METRICS_PATH"] = "/metrics/";
    process.env["METRICS_BEARER_TOKEN"] = "s3cret";
    process.env["METRICS_USERNAME"] = "u";
    process.env["METRICS_PASSWORD"] = "p";
    await serving(exposed().listener, async (address) => {
      expect(await status(address, "/metrics")).toBe(401);
      expect(await status(address, "/metrics", bearer("s3cret"))).toBe(200);
      expect(await status(address, "/metrics", basic("u", "p"))).toBe(200);
    });
  });

  it("come from the options first", async () => {
    process.env["METRICS_PATH"] = "/metrics/";
    process.env["METRICS_BEARER_TOKEN"] = "s3cret";
    await serving(exposed({ path: "/own", bearerToken: "own" }).listener, async (address) => {
      expect(await status(address, "/own", bearer("own"))).toBe(200);
      expect(await status(address, "/own", bearer("s3cret"))).toBe(401);
    });
  });

  it("are refused all at once, by the names under which they were set", () => {
    process.env["METRICS_BEARER_TOKEN"] = "";
    process.env["METRICS_PASSWORD"] = "p";
    expect(problemsOf({ path: "metrics" })).toEqual([
      'metrics: option "path" must begin with "/" and hold only letters, digits and -._~$&+,;=:@%/, since clients send other characters encoded, or not at all: received "metrics"',
      "metrics: environment variable METRICS_BEARER_TOKEN must not be empty: give it a value, or leave it out to do without",
      "metrics: environment variable METRICS_USERNAME is missing: a password goes with a user name",
    ]);
  });

  it.each(["", "metrics", "/a?b", "/a#b", "/a b", "/a\n", "/métriques", '/"a"', "/a|b", "/a(b)", "/[a]", "/a\\b"])(
    "refuse the path %j, which no client, or not every one, sends as it is",
    (path) => expect(problemsOf({ path })).toHaveLength(1),
  );

  it("take every path that all clients send as it is", async () => {
    const path = "/aZ0-._~$&+,;=:@%C3%A9/";
    await serving(exposed({ path }).listener, async (address) => expect(await status(address, path)).toBe(200));
  });

  it.each(["s3cret\n", " s3cret", "s3cret\t", "s3\ncret", "s3\0cret", " "])(
    "refuse the token %j, which no request can bring, and do not show it",
    (bearerToken) => {
      const problem = (name: string) =>
        `metrics: ${name} must hold no control character, nor a blank at its beginning or end, since no request can bring them: trim it, as with .trim() what was read from a file`;
      expect(problemsOf({ bearerToken })).toEqual([problem('option "bearerToken"')]);
      if (bearerToken.includes("\0")) return;
      process.env["METRICS_BEARER_TOKEN"] = bearerToken;
      expect(problemsOf({})).toEqual([problem("environment variable METRICS_BEARER_TOKEN")]);
    },
  );

  it("refuse a control character in either half of a login, and do not show it", () => {
    const problem = (name: string) =>
      `metrics: ${name} must hold no control character, which basic authentication cannot carry: trim it, as with .trim() what was read from a file`;
    expect(problemsOf({ basicAuth: { username: "u\n", password: "p\r\n" } })).toEqual([
      problem('option "basicAuth.username"'),
      problem('option "basicAuth.password"'),
    ]);
    process.env["METRICS_USERNAME"] = "u";
    process.env["METRICS_PASSWORD"] = "p\n";
    expect(problemsOf({})).toEqual([problem("environment variable METRICS_PASSWORD")]);
  });

  it("take blanks within a token, and at the ends of a password", async () => {
    const options = { bearerToken: "s3 cret", basicAuth: { username: "u", password: " p " } };
    await serving(exposed(options).listener, async (address) => {
      expect(await status(address, SCRAPE_PATH, bearer("s3 cret"))).toBe(200);
      expect(await status(address, SCRAPE_PATH, basic("u", " p "))).toBe(200);
    });
  });

  it("refuse a number of scrapes that lets none in", () => {
    expect(problemsOf({ maximumScrapes: 0 })).toEqual([
      'metrics: option "maximumScrapes" must be a whole number of at least 1: received 0',
    ]);
  });

  it("refuse half a login, and a user name that basic authentication cannot carry", () => {
    process.env["METRICS_USERNAME"] = "u";
    expect(problemsOf({})).toEqual([
      "metrics: environment variable METRICS_PASSWORD is missing: a user name goes with a password",
    ]);
    expect(problemsOf({ basicAuth: { username: "a:b", password: "" } })).toEqual([
      'metrics: option "basicAuth.password" must not be empty: give it a value, or leave it out to do without',
      'metrics: option "basicAuth.username" must not contain ":", which ends a user name: received "a:b"',
    ]);
  });
});
