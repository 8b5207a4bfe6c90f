import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { Checkout } from "./support/checkout";
import { run, succeed } from "./support/command";
import { removeVolumes } from "./support/engine";
import { GrafanaApi } from "./support/grafana-api";
import { PrometheusApi } from "./support/prometheus-api";
import { askedIn, selectorsOf, type AskedExpression } from "./support/queries";
import { ExampleService } from "./support/service";
import { waitUntil } from "./support/wait-until";

/** The default stack, scraped often enough to be waited for. */
const MAIN = `
import { App } from "cdktf";
import { MonitoringStack } from "./constructs";

const app = new App();
new MonitoringStack(app, "monitoring", {
  prometheus: { keepOnlyQueriedMetrics: true, scrapeInterval: "3s" },
});
app.synth();
`;

/** The images that the stack runs, and what stands beside it. */
const PROMETHEUS = "prom/prometheus:v3.14.0";
const CADVISOR = "ghcr.io/google/cadvisor:v0.60.5";
const BESIDE = ["e2e-whole", "e2e-cadvisor-defaults"];

/** What cAdvisor leaves out by default, as its own documentation has it. */
const DISABLED_BY_DEFAULT =
  "advtcp,cpu_topology,cpuset,hugetlb,memory_numa,process,referenced_memory,resctrl,sched,tcp,udp";

const filtered = new PrometheusApi("http://127.0.0.1:9090");
const whole = new PrometheusApi("http://127.0.0.1:9099");

interface Configuration {
  readonly scrape_configs: readonly { readonly job_name: string; readonly metric_relabel_configs?: unknown }[];
}

/** The stack's own configuration, but that everything is stored. */
function storingEverything(configuration: string): string {
  const { scrape_configs: jobs, ...rest } = parse(configuration) as Configuration;
  const whole = stringify({ ...rest, scrape_configs: jobs.map(({ metric_relabel_configs: _, ...job }) => job) });
  // The same Prometheus is looked at, and from elsewhere it is not at localhost.
  return whole.replaceAll("localhost:9090", "prometheus:9090");
}

/** How many series a page of metrics has. */
async function seriesOn(url: string): Promise<number> {
  const page = await (await fetch(url)).text();
  return page.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length;
}

/** The label sets of an expression's result, in an order of their own. */
const labelSets = async (prometheus: PrometheusApi, expression: string, time: number): Promise<string[]> =>
  (await prometheus.query(expression, time)).map(({ metric }) => JSON.stringify(Object.entries(metric).sort())).sort();

describe("a stack that stores only what is queried", () => {
  let checkout: Checkout;
  let service: ExampleService;
  let asked: AskedExpression[];

  const docker = (...parameters: readonly string[]) => succeed("docker", parameters, { cwd: checkout.folder });

  /** The questions that the two answer with different series at the same time, each with the series that one lacks. */
  async function differences(questions: Iterable<string>): Promise<ReadonlyMap<string, readonly string[]>> {
    const time = Date.now() / 1000;
    const found = new Map<string, readonly string[]>();
    await Promise.all(
      Array.from(questions, async (question) => {
        const [all, kept] = [await labelSets(whole, question, time), await labelSets(filtered, question, time)];
        const lacking = all.filter((labels) => !kept.includes(labels));
        const further = kept.filter((labels) => !all.includes(labels));
        if (lacking.length + further.length > 0) found.set(question, [...lacking, ...further]);
      }),
    );
    return found;
  }

  /**
   * Asks again what was answered differently, while a target appears or goes, or a rate is at its threshold: of what is not
   * stored the answers are never the same.
   */
  async function expectSame(what: string, questions: readonly string[]): Promise<void> {
    let found = await differences(questions);
    const asked = async () => (found = await differences(found.keys())).size === 0;
    if (found.size > 0) await waitUntil(what, 30, asked).catch(() => undefined);
    expect([...found]).toEqual([]);
  }

  beforeAll(async () => {
    checkout = await Checkout.copy();
    checkout.write("main.ts", MAIN);
    service = await ExampleService.start();
    await checkout.succeed("npm", "run", "up");
    const configuration = await docker("exec", "prometheus", "cat", "/etc/prometheus/prometheus.yml");
    writeFileSync(join(checkout.folder, "whole.yml"), storingEverything(configuration));
    const mounts = ["/:/rootfs:ro", "/var/run:/var/run:ro", "/sys:/sys:ro", "/var/lib/docker:/var/lib/docker:ro"];
    const beside = ["run", "--detach", "--network", "monitoring", "--name"];
    await docker(
      ...[
        ...beside,
        "e2e-cadvisor-defaults",
        "--publish",
        "127.0.0.1:8089:8080",
        ...mounts.flatMap((mount) => ["--volume", mount]),
      ],
      ...[CADVISOR, `--disable_metrics=${DISABLED_BY_DEFAULT}`],
    );
    await docker(
      ...[
        ...beside,
        "e2e-whole",
        "--publish",
        "127.0.0.1:9099:9090",
        "--add-host",
        "host.docker.internal:host-gateway",
      ],
      ...["--volume", `${checkout.folder}/whole.yml:/whole.yml:ro`, "--volume", "prometheus-config:/etc/prometheus:ro"],
      ...[PROMETHEUS, "--config.file=/whole.yml", "--storage.tsdb.path=/prometheus"],
    );
    await waitUntil("every target of both", 60, async () => {
      const health = [...Object.values(await whole.targetHealth()), ...Object.values(await filtered.targetHealth())];
      return health.length === 10 && health.every((each) => each === "up");
    });
    // Both see all of it, so that they agree on every increase.
    await service.traffic("--seconds", "10", "--rate", "20", "--errors", "0.2", "--slow", "0.1");
    const stack = readFileSync(join(checkout.folder, "cdktf.out", "stacks", "monitoring", "cdk.tf.json"), "utf8");
    asked = await askedIn(new GrafanaApi("http://127.0.0.1:3000"), stack);
  });

  afterAll(async () => {
    await service.stop();
    await run("docker", ["rm", "--force", "--volumes", ...BESIDE], { cwd: checkout.folder });
    await checkout.run("npm", "run", "down");
    await removeVolumes("prometheus-data", "grafana-data");
    checkout.remove();
  });

  it("asks from three dashboards and five groups of alerts", () => {
    const count = (kind: AskedExpression["kind"]) => asked.filter((each) => each.kind === kind).length;
    expect(count("panel")).toBeGreaterThan(60);
    expect(count("alert")).toBeGreaterThan(40);
  });

  it("stores every series that a panel, a variable or an alert reads", async () => {
    const names = await whole.labelValues("__name__");
    const selectors = [...new Set(asked.flatMap(({ expression }) => selectorsOf(expression, names)))];
    expect(selectors.length).toBeGreaterThan(100);
    await expectSame("the same series in both", selectors);
  });

  it("answers every panel with the series that it has where everything is stored", async () => {
    const panels = asked.filter(({ kind }) => kind === "panel").map(({ expression }) => expression);
    const time = Date.now() / 1000;
    const answers = await Promise.all(panels.map((expression) => whole.query(expression, time)));
    // Panels of which all are silent would be the same in both too.
    expect(answers.filter(({ length }) => length > 0).length).toBeGreaterThan(panels.length * 0.8);
    await expectSame("the same answers from both", panels);
  });

  it("answers every alert as it is answered where everything is stored", async () => {
    const alerts = asked.filter(({ kind }) => kind === "alert").map(({ expression }) => expression);
    await expectSame("the same answers from both", alerts);
  });

  it("stores at least 70 % fewer series of Node Exporter and cAdvisor than they have by default", async () => {
    const samples = async (prometheus: PrometheusApi, metric: string, job: string) =>
      (await prometheus.value(`${metric}{job="${job}"}`)) ?? Number.NaN;
    const stored = (job: string) => samples(filtered, "scrape_samples_post_metric_relabeling", job);
    const exposed = (job: string) => samples(whole, "scrape_samples_scraped", job);
    const series = {
      stored: { node: await stored("node"), cadvisor: await stored("cadvisor") },
      // The stack runs Node Exporter with the collectors that it has by default.
      byDefault: { node: await exposed("node"), cadvisor: await seriesOn("http://127.0.0.1:8089/metrics") },
      asTheStackRunsThem: { node: await exposed("node"), cadvisor: await exposed("cadvisor") },
    };
    const total = ({ node, cadvisor }: { node: number; cadvisor: number }) => node + cadvisor;
    const fewer = 1 - total(series.stored) / total(series.byDefault);
    const fewerThanRun = 1 - total(series.stored) / total(series.asTheStackRunsThem);
    process.stdout.write(
      `${JSON.stringify(series)}: ${(fewer * 100).toFixed(1)} % fewer than by default, ` +
        `${(fewerThanRun * 100).toFixed(1)} % fewer than the stack's exporters expose\n`,
    );
    expect(fewer).toBeGreaterThanOrEqual(0.7);
  });
});
