import { TrafficError } from "../../examples/api/traffic/client";
import { parseOptions, UsageError } from "../../examples/api/traffic/options";
import { planTraffic, type TrafficShape } from "../../examples/api/traffic/plan";
import { runTraffic } from "../../examples/api/traffic/run";
import { listen } from "./api-fixture";

const shape: TrafficShape = { actions: 500, seed: 1, users: 4, errors: 0.1, slow: 0.05 };

const problemsOf = (argv: readonly string[]): readonly string[] => {
  try {
    parseOptions(argv);
  } catch (error) {
    if (error instanceof UsageError) return error.problems;
    throw error;
  }
  return [];
};

describe("a traffic plan", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(planTraffic(shape)).toEqual(planTraffic(shape));
    expect(planTraffic({ ...shape, seed: 2 })).not.toEqual(planTraffic(shape));
  });

  it("has exactly the errors and slow requests that were asked for", () => {
    const { actions } = planTraffic(shape);
    expect(actions).toHaveLength(500);
    expect(actions.filter((action) => action.kind === "status" && action.status >= 500)).toHaveLength(50);
    expect(actions.filter((action) => action.kind === "delay" && action.milliseconds > 1_000)).toHaveLength(25);
  });

  it("never mixes errors and successes on the endpoint that fails", () => {
    const statuses = (errors: number) =>
      new Set(
        planTraffic({ ...shape, errors }).actions.flatMap((action) =>
          action.kind === "status" ? [action.status] : [],
        ),
      );
    expect(statuses(0)).toEqual(new Set([200]));
    expect(statuses(0.5)).toEqual(new Set([500, 502, 503]));
  });

  it("has nothing that counts as an anomaly unless asked for", () => {
    const { actions } = planTraffic({ ...shape, errors: 0, slow: 0 });
    const slow = actions.filter(
      (action) =>
        (action.kind === "delay" && action.milliseconds > 1_000) || (action.kind === "generate" && action.steps > 500),
    );
    expect(slow).toEqual([]);
    expect(actions.some((action) => action.kind === "status" && action.status >= 500)).toBe(false);
  });

  it("gives every visitor something to do", () => {
    const { visitors, actions } = planTraffic(shape);
    expect(visitors.map(({ name }) => name)).toEqual(["user-1", "user-2", "user-3", "user-4"]);
    expect(new Set(actions.map(({ visitor }) => visitor))).toEqual(new Set([0, 1, 2, 3]));
  });
});

describe("a traffic run", () => {
  it("fails when nobody answers, and names the address", async () => {
    const server = await listen(() => undefined);
    await server.close();
    const run = runTraffic(planTraffic({ ...shape, users: 1 }), { url: server.url });
    await expect(run).rejects.toThrow(TrafficError);
    await expect(run).rejects.toThrow(`POST /sessions got no answer from ${server.url}: connect ECONNREFUSED`);
  });

  it("reports answers that were not due", async () => {
    const server = await listen((_request, response) => {
      response.statusCode = 418;
      response.end();
    });
    const report = await runTraffic(planTraffic({ ...shape, actions: 0, users: 2 }), { url: server.url });
    await server.close();
    expect(report.unexpected).toEqual([
      { endpoint: "/albums/:albumId/images", method: "POST", status: 418, expected: 201, count: 2 },
      { endpoint: "/sessions", method: "POST", status: 418, expected: 201, count: 2 },
    ]);
    expect(report.credits).toEqual([]);
    expect(report.users).toEqual([]);
  });

  it("starts no action once it is stopped, and reports what was left out", async () => {
    const server = await listen((_request, response) => {
      response.statusCode = 418;
      response.end();
    });
    const signal = AbortSignal.abort();
    const report = await runTraffic(planTraffic({ ...shape, users: 1 }), { url: server.url, rate: 50, signal });
    await server.close();
    expect(report.leftOut).toBe(500);
    expect(report.requests.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });
});

describe("the generator's command line", () => {
  it("goes to the loopback for a minute unless told otherwise", () => {
    expect(parseOptions([])).toEqual({
      ...{ url: "http://127.0.0.1:8000", seconds: 60, rate: 50, seed: 1, users: 10 },
      ...{ errors: 0.1, slow: 0.05, json: false, help: false },
    });
  });

  it.each([
    ["steady", { errors: 0, slow: 0 }],
    ["errors", { errors: 0.3, slow: 0 }],
    ["latency", { errors: 0, slow: 0.2 }],
  ])("takes the shares of the profile %s", (profile, shares) => {
    expect(parseOptions(["--profile", profile])).toMatchObject(shares);
  });

  it("lets a share override the profile's", () => {
    expect(parseOptions(["--profile", "errors", "--slow", "0.1"])).toMatchObject({ errors: 0.3, slow: 0.1 });
  });

  it("names every option that it cannot use", () => {
    expect(
      problemsOf([
        ...["--url", "ftp://127.0.0.1", "--seconds", "0", "--rate", "fast", "--users", "1.5", "--seed", "x"],
        ...["--profile", "calm", "--errors", "2", "--slow", ""],
      ]),
    ).toEqual([
      '--profile must be one of mixed, steady, errors, latency: received "calm"',
      '--url must be an address such as http://127.0.0.1:8000: received "ftp://127.0.0.1"',
      '--seconds must be a number from 1 to 86400: received "0"',
      '--rate must be a number from 0.1 to 500: received "fast"',
      '--users must be a whole number from 1 to 1000: received "1.5"',
      '--seed must be a whole number from 0 to 4294967295: received "x"',
      '--errors must be a number from 0 to 1: received "2"',
      '--slow must be a number from 0 to 1: received ""',
    ]);
  });

  it("refuses shares of more than the whole", () => {
    expect(problemsOf(["--errors", "0.7", "--slow", "0.4"])).toEqual([
      "--errors and --slow must be 1 or less together: received 0.7 and 0.4",
    ]);
  });

  it("refuses more than a million actions", () => {
    expect(problemsOf(["--seconds", "86400", "--rate", "500"])).toEqual([
      "--seconds times --rate must be 1000000 or less: received 86400 and 500",
    ]);
  });

  it("refuses an option that it does not know", () => {
    expect(problemsOf(["--frequency", "1"]).join()).toContain("'--frequency'");
  });
});
