import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Registry } from "prom-client";
import { counter, createMetrics, createMonitoring, LABEL_VALUE_LENGTH, renderRegistry } from "cdktf-monitoring-metrics";
import { series } from "./scrape";

jest.setTimeout(60_000);

const definition = counter({ name: "uses_total", help: "Uses.", labels: { user: { open: true } } });

function create() {
  const registry = new Registry();
  return { registry, uses: createMetrics({ definition }, { registry }).definition };
}

function uncallable(): never {
  throw new Error("no text");
}

async function bytesOf(registry: Registry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of renderRegistry(registry, { format: "text" })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

describe("label values that a client chooses", () => {
  it("are no more than values where they are called like something of an object", async () => {
    const { registry, uses } = create();
    const names = ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf", "length", "0"];
    for (const user of [...names, ...names]) uses.inc({ user });
    expect(await series(registry, "uses_total")).toEqual(names.map((user) => `uses_total{user="${user}"} 2`));
  });

  it("end neither the value nor the line", async () => {
    const { registry, uses } = create();
    uses.inc({ user: 'a"} 7\nother_total{b="' });
    uses.inc({ user: "\\" });
    uses.inc({ user: "\u0000\r\u2028" });
    expect((await bytesOf(registry)).toString().split("\n")).toEqual([
      "# HELP uses_total Uses.",
      "# TYPE uses_total counter",
      'uses_total{user="a\\"} 7\\nother_total{b=\\""} 1',
      'uses_total{user="\\\\"} 1',
      'uses_total{user="\u0000\r\u2028"} 1',
      "",
    ]);
  });

  it("are cut before a character that does not fit as a whole", async () => {
    const { registry, uses } = create();
    uses.inc({ user: `${"x".repeat(LABEL_VALUE_LENGTH - 1)}😀` });
    uses.inc({ user: "y".repeat(1_000_000) });
    expect(await series(registry, "uses_total")).toEqual([
      `uses_total{user="${"x".repeat(LABEL_VALUE_LENGTH - 1)}"} 1`,
      `uses_total{user="${"y".repeat(LABEL_VALUE_LENGTH)}"} 1`,
    ]);
  });

  it("are one where they are printed alike, as halves of characters are", async () => {
    const { registry, uses } = create();
    for (const user of ["\ud800", "\ud801", "\ufffd", "\ud800"]) uses.inc({ user });
    uses.inc({ user: "\udc00x" });
    expect((await bytesOf(registry)).toString().split("\n").slice(2)).toEqual([
      'uses_total{user="\ufffd"} 4',
      'uses_total{user="\ufffdx"} 1',
      "",
    ]);
  });

  it.each([
    [Object.create(null) as object, "[object Object]"],
    [{ toString: () => uncallable() }, "[object Object]"],
    [Symbol("s"), "Symbol(s)"],
  ])("are refused by the metric's name where they have no text of their own", (user, text) => {
    const { uses } = create();
    // @ts-expect-error it is no text
    expect(() => uses.inc({ user })).toThrow(
      `metric "uses_total": label "user" must be a text or a number: received ${text}`,
    );
  });

  it("are read by their text, whichever number they are", async () => {
    const { registry, uses } = create();
    for (const user of [0, -0, "0", NaN, "NaN", 1e21, "1e+21", 0.1, "0.1"]) uses.inc({ user });
    expect(await series(registry, "uses_total")).toEqual([
      'uses_total{user="0"} 3',
      'uses_total{user="NaN"} 2',
      'uses_total{user="1e+21"} 2',
      'uses_total{user="0.1"} 2',
    ]);
  });
});

describe("100,000 users", () => {
  it("are a bounded number of lines of every metric that has them, and no credit is lost", async () => {
    jest.spyOn(process, "emitWarning").mockImplementation();
    const registry = new Registry();
    const monitoring = createMonitoring({ registry, defaultMetrics: false });
    for (let user = 0; user < 100_000; user += 1) {
      monitoring.metrics.creditUsageTotal.inc({ operation: "generate", user: `user ${user}` }, 2);
      monitoring.trackUser(`user ${user}`);
    }
    const lines = await series(registry, "credit_usage_total");
    expect(lines.length).toBeLessThanOrEqual(20_000);
    expect(lines.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0)).toBe(200_000);
    const [within] = await series(registry, "active_users");
    expect(Number(within?.split(" ")[1]) / 100_000).toBeCloseTo(1, 1);
  });

  it("take no more memory than 30,000 do, with names of any length", () => {
    const program = `
      const { createMonitoring } = require("./metrics");
      const { Registry } = require("prom-client");
      const { metrics, trackUser } = (() => {
        const monitoring = createMonitoring({ registry: new Registry(), defaultMetrics: false });
        return { metrics: monitoring.metrics, trackUser: (user) => monitoring.trackUser(user) };
      })();
      process.removeAllListeners("warning");
      let user = 0;
      const grow = (until) => {
        for (; user < until; user += 1) {
          const name = ("user " + user + " ").repeat(1 + (user % 200));
          metrics.creditUsageTotal.inc({ operation: "generate", user: name });
          trackUser(name);
        }
        gc();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        return heapUsed + arrayBuffers;
      };
      const before = grow(30_000);
      console.log(grow(100_000) - before);
    `;
    const flags = ["--require", "tsx/cjs", "--expose-gc", "-e", program];
    const printed = execFileSync(process.execPath, flags, {
      encoding: "utf8",
      cwd: join(__dirname, "../.."),
      stdio: "pipe",
    });
    expect(Number(printed)).toBeLessThan(1_048_576);
  });
});

describe("the labels of an exemplar", () => {
  it("keep nothing alive of the longer text that they were cut from", () => {
    const program = `
      const { createMetrics } = require("./metrics/handles");
      const { counter } = require("./metrics/definitions");
      const { Registry } = require("prom-client");
      const definition = counter({ name: "uses_total", help: "Uses.", labels: { user: {} } });
      const { uses } = createMetrics({ uses: definition }, { registry: new Registry() });
      const grow = (from, until) => {
        for (let user = from; user < until; user += 1) {
          const header = Buffer.alloc(100_000, "trace " + user + " of a request, ").toString("latin1");
          uses.inc({ user }, 1, { trace_id: header.slice(0, 32) });
        }
        gc();
        return process.memoryUsage().heapUsed;
      };
      const before = grow(0, 10);
      console.log(grow(10, 210) - before);
    `;
    const flags = ["--require", "tsx/cjs", "--expose-gc", "-e", program];
    const printed = execFileSync(process.execPath, flags, { encoding: "utf8", cwd: join(__dirname, "../..") });
    expect(Number(printed)).toBeLessThan(4_000_000);
  });
});
