import { parse } from "yaml";
import type { HttpApi } from "./http-api";
import { isObject, listOf, objectOf, textOf } from "./json";

/** A target that Prometheus scrapes. */
export interface Target {
  readonly job: string;
  readonly scrapeUrl: string;
  /** `unknown` before its first scrape. */
  readonly health: "up" | "down" | "unknown";
  /** Why it is down; empty when it is not. */
  readonly lastError: string;
  /** How often it is scraped, as Prometheus writes durations. */
  readonly scrapeInterval: string;
}

/** A rule as it was evaluated last. */
export interface EvaluatedRule {
  readonly name: string;
  /** Whether its evaluation failed. */
  readonly isBroken: boolean;
  readonly lastError: string;
}

/** A group of rules that is evaluated. */
export interface EvaluatedGroup {
  readonly name: string;
  readonly rules: readonly EvaluatedRule[];
}

const SAMPLE = /^([a-zA-Z_:][\w:]*) ([^ ]+)/;

/** The metrics without labels on a page of them, by name. */
export function readMetrics(page: string): ReadonlyMap<string, number> {
  const samples = page.split("\n").map((line) => SAMPLE.exec(line));
  return new Map(samples.flatMap((sample) => (sample === null ? [] : [[sample[1] ?? "", Number(sample[2])]])));
}

/** The jobs of a scrape configuration; undefined when the text is none. */
export function readJobs(configuration: string): string[] | undefined {
  let document: unknown;
  try {
    document = parse(configuration);
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  return listOf(document.scrape_configs).flatMap((config) => textOf(objectOf(config).job_name) ?? []);
}

/** The API of a Prometheus. */
export class PrometheusClient {
  constructor(private readonly api: HttpApi) {}

  /** Its own metrics, those with labels left out. */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    return readMetrics(await this.api.text("/metrics"));
  }

  /** The jobs of the configuration that it runs with. */
  async jobs(): Promise<string[]> {
    const answer = objectOf(await this.api.json("/api/v1/status/config"));
    return readJobs(textOf(objectOf(answer.data).yaml) ?? "") ?? [];
  }

  /** The targets that it scrapes. */
  async targets(): Promise<Target[]> {
    const answer = objectOf(await this.api.json("/api/v1/targets?state=active"));
    return listOf(objectOf(answer.data).activeTargets)
      .filter(isObject)
      .map((target) => ({
        job: textOf(objectOf(target.labels).job) ?? textOf(target.scrapePool) ?? "",
        scrapeUrl: textOf(target.scrapeUrl) ?? "",
        health: target.health === "up" || target.health === "down" ? target.health : "unknown",
        lastError: textOf(target.lastError) ?? "",
        scrapeInterval: textOf(target.scrapeInterval) ?? "",
      }));
  }

  /** The rules that it evaluates. */
  async ruleGroups(): Promise<EvaluatedGroup[]> {
    const answer = objectOf(await this.api.json("/api/v1/rules"));
    return listOf(objectOf(answer.data).groups)
      .filter(isObject)
      .map((group) => ({ name: textOf(group.name) ?? "", rules: readRules(group.rules, "err") }));
  }
}

/** The rules of an answer; Grafana's and Prometheus' differ in the word for a broken one. */
export const readRules = (rules: unknown, broken: string): EvaluatedRule[] =>
  listOf(rules)
    .filter(isObject)
    .map((rule) => ({
      name: textOf(rule.name) ?? "",
      isBroken: rule.health === broken,
      lastError: textOf(rule.lastError) ?? "",
    }));
