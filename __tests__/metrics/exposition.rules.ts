import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Registry } from "prom-client";
import {
  counter,
  createMetrics,
  histogram,
  renderRegistry,
  type ExpositionFormat,
  type MetricsRegistry,
} from "cdktf-monitoring-metrics";
import { anyEvents, ourMetrics } from "./any-events";

const PROMTOOL = process.env["PROMTOOL"] || "promtool";

/** Each run starts a process. */
const RUNS = { numRuns: 25 };

function promtool(args: readonly string[], input = ""): string {
  const { error, status, stdout, stderr } = spawnSync(PROMTOOL, args, { input, encoding: "utf8" });
  if (error !== undefined) {
    throw new Error(
      `cannot run "${PROMTOOL}": ${error.message}: install Prometheus 3, or set PROMTOOL to where its promtool is`,
    );
  }
  if (status !== 0) throw new Error(`promtool ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** What promtool complains of in a page of the text format. The names in it follow all conventions. */
const complaints = (page: string): string => promtool(["check", "metrics", "--lint=all"], page);

/** Lets Prometheus' own reader of OpenMetrics take a page in, and returns how many samples it found. */
function samplesTakenIn(page: string): number {
  const folder = mkdtempSync(join(tmpdir(), "openmetrics-"));
  try {
    // What is imported has to say when it was; a page that is scraped does not.
    const dated = page.replace(/^([^#\n][^\n]*?)((?: # \{trace_id="[^\n]*)?)$/gm, "$1 1700000000$2");
    writeFileSync(join(folder, "page"), dated);
    const printed = promtool([
      "tsdb",
      "create-blocks-from",
      "openmetrics",
      join(folder, "page"),
      join(folder, "blocks"),
    ]);
    return Number(/ 1ms +(\d+) /.exec(printed)?.[1] ?? 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function page(registry: MetricsRegistry, format: ExpositionFormat): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of renderRegistry(registry, { format })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

const samplesIn = (text: string): number =>
  text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length;

describe("a page after any events, first of all series and then of few that changed", () => {
  const afterAnyEvents = (format: ExpositionFormat, check: (text: string) => void) =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyEvents, async (first, then) => {
        const registry = new Registry();
        const metrics = ourMetrics(registry);
        for (const event of first) event(metrics);
        await page(registry, format);
        await page(registry, format);
        for (const event of then) event(metrics);
        check(await page(registry, format));
      }),
      RUNS,
    );

  it(
    "is what `promtool check metrics` has nothing to say of",
    () => afterAnyEvents("text", (text) => expect(complaints(text)).toBe("")),
    60_000,
  );

  it(
    "is read to its last sample by Prometheus where it is OpenMetrics",
    () => afterAnyEvents("openmetrics", (text) => expect(samplesTakenIn(text)).toBe(samplesIn(text))),
    60_000,
  );
});

it("exemplars are read by Prometheus", async () => {
  const registry = new Registry();
  const { jobs, duration } = createMetrics(
    {
      jobs: counter({ name: "jobs_total", help: "Jobs.", labels: { queue: {} } }),
      duration: histogram({ name: "job_seconds", help: "Durations.", buckets: [0.5, 1] }),
    },
    { registry },
  );
  jobs.inc({ queue: "mail" }, 2, { trace_id: 'a"\\\nb' });
  duration.observe(0.7, { trace_id: "c" });
  const text = await page(registry, "openmetrics");
  expect(text.match(/ # \{trace_id=/g)).toHaveLength(2);
  expect(samplesTakenIn(text)).toBe(6);
});

it("what is no page is refused, so that the checks above can fail", () => {
  expect(() => complaints("jobs_total{ 1\n")).toThrow("promtool check metrics");
  expect(() => complaints("# TYPE Jobs counter\nJobs 1\n")).toThrow("promtool check metrics");
  expect(() => samplesTakenIn('# TYPE jobs counter\njobs_total{a="\\x"} one\n# EOF\n')).toThrow("promtool tsdb");
});
