import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PROMTOOL = process.env["PROMTOOL"] || "promtool";

/** A release of Prometheus has both programs in one folder. */
const PROMETHEUS = process.env["PROMETHEUS"] || join(dirname(PROMTOOL), "prometheus");

/** A series of an answer, by its labels. */
export type Labels = Readonly<Record<string, string>>;

/** An alert rule as Prometheus reports it, with the alerts that are pending or firing. */
export interface RuleState {
  readonly name: string;
  readonly lastError?: string;
  readonly labels: Labels;
  readonly alerts: readonly { readonly labels: Labels }[];
}

/** A real Prometheus that scrapes nothing: it has the samples that it is started with, and evaluates rules on them. */
export class FilledPrometheus {
  private constructor(
    private readonly url: string,
    private readonly program: ChildProcess,
    private readonly folder: string,
  ) {}

  /**
   * @param openMetrics samples with their times, none of them later than now
   * @param ruleFile rules that are evaluated each second
   */
  static async start(openMetrics: string, ruleFile: string): Promise<FilledPrometheus> {
    const folder = mkdtempSync(join(tmpdir(), "prometheus-"));
    writeFileSync(join(folder, "samples.txt"), openMetrics);
    writeFileSync(join(folder, "rules.yml"), ruleFile);
    writeFileSync(join(folder, "prometheus.yml"), JSON.stringify({ rule_files: ["rules.yml"] }));
    mkdirSync(join(folder, "data"));
    const blocks = ["tsdb", "create-blocks-from", "openmetrics", "--quiet", "samples.txt", "data"];
    const { error, status, stderr } = spawnSync(PROMTOOL, blocks, { cwd: folder, encoding: "utf8" });
    if (error !== undefined || status !== 0) throw new Error(`cannot make blocks: ${error?.message ?? stderr}`);
    const address = `127.0.0.1:${await freePort()}`;
    const program = spawn(
      PROMETHEUS,
      [
        `--config.file=${join(folder, "prometheus.yml")}`,
        `--storage.tsdb.path=${join(folder, "data")}`,
        "--storage.tsdb.retention.time=1y",
        `--web.listen-address=${address}`,
        "--log.level=error",
      ],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    // A program that cannot be run never exits either.
    const failed = new Promise<never>((_, reject) => {
      program.once("error", ({ message }) => {
        reject(new Error(`cannot run "${PROMETHEUS}": ${message}: set PROMETHEUS to where it is`));
      });
    });
    const prometheus = new FilledPrometheus(`http://${address}`, program, folder);
    try {
      await Promise.race([prometheus.ready(), failed]);
    } catch (reason) {
      await prometheus.stop();
      throw reason;
    }
    return prometheus;
  }

  private async ready(): Promise<void> {
    for (let attempt = 0; attempt < 300 && this.program.exitCode === null; attempt += 1) {
      const response = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (response?.ok === true) return;
      await pause(100);
    }
    throw new Error(`"${PROMETHEUS}" does not get ready`);
  }

  /** The labels of the series of an instant query, now. */
  async query(expression: string): Promise<Labels[]> {
    const { result } = await this.ask<{ result: readonly { metric: Labels }[] }>(
      "/api/v1/query",
      new URLSearchParams({ query: expression }),
    );
    return result.map(({ metric }) => metric);
  }

  /** The alert rules of each group, by its name. */
  async alertRules(): Promise<ReadonlyMap<string, readonly RuleState[]>> {
    const { groups } = await this.ask<{ groups: readonly { name: string; rules: readonly RuleState[] }[] }>(
      "/api/v1/rules?type=alert",
    );
    return new Map(groups.map(({ name, rules }) => [name, rules]));
  }

  private async ask<Data>(path: string, body?: URLSearchParams): Promise<Data> {
    const response = await fetch(this.url + path, body === undefined ? {} : { method: "POST", body });
    const { error, data } = (await response.json()) as { error?: string; data: Data };
    if (error !== undefined) throw new Error(`${path}: ${error}`);
    return data;
  }

  async stop(): Promise<void> {
    if (this.program.pid !== undefined && this.program.exitCode === null) {
      const ended = once(this.program, "exit");
      this.program.kill("SIGKILL");
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
