import { isDeepStrictEqual } from "node:util";
import { LABEL_NAME } from "cdktf-monitoring-metrics/definitions";
import type { ScrapeConfig, ScrapeLimits } from "../scrape-target";
import { durationMilliseconds } from "../../promql/duration";
import { durationProblems, sizeProblems, wholeNumberProblems, type Problem } from "./problems";

const settingsOf = ({ addresses: _, ...settings }: ScrapeConfig) => settings;

/** One entry for each job: targets of one job that share their settings become one. */
export function mergeJobs(configs: readonly ScrapeConfig[]): ScrapeConfig[] {
  const jobs = new Map<string, ScrapeConfig>();
  for (const config of configs) {
    const earlier = jobs.get(config.job);
    const addresses = [...(earlier?.addresses ?? []), ...config.addresses];
    jobs.set(config.job, { ...(earlier ?? config), addresses });
  }
  return [...jobs.values()];
}

/** What keeps targets from being scraped together, or from being told apart. */
export function scrapeJobProblems(
  configs: readonly ScrapeConfig[],
  defaults: { readonly scrapeInterval: string; readonly scrapeTimeout: string },
): Problem[] {
  const first = new Map<string, ScrapeConfig>();
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const config of configs) {
    const { job } = config;
    const earlier = first.get(job);
    if (earlier === undefined) first.set(job, config);
    else if (!isDeepStrictEqual(settingsOf(earlier), settingsOf(config))) {
      problems.push(`scrape targets of job "${job}" have different settings: give one of them a job of its own`);
    }
    for (const { address, instance } of config.addresses) {
      for (const [what, value] of Object.entries({ address, instance })) {
        const key = `${job} ${what} ${value}`;
        if (seen.has(key))
          problems.push(`duplicate scrape target: job "${job}" has the ${what} "${value}" twice: remove one`);
        seen.add(key);
      }
    }
    problems.push(...jobProblems(config, defaults));
  }
  return problems;
}

/** What is wrong with limits of a scrape. */
export function limitProblems(option: string, limits: ScrapeLimits = {}): Problem[] {
  const { bodySize, ...counts } = limits;
  return [
    ...Object.entries<number | undefined>(counts).flatMap(([name, count]) =>
      wholeNumberProblems(`${option}.${name}`, count, 1),
    ),
    ...sizeProblems(`${option}.bodySize`, bodySize),
  ];
}

function jobProblems(
  { job, path, interval, timeout, limits, labels, addresses, credentials }: ScrapeConfig,
  defaults: { readonly scrapeInterval: string; readonly scrapeTimeout: string },
): Problem[] {
  const every = durationMilliseconds(interval ?? defaults.scrapeInterval) ?? Infinity;
  const within = durationMilliseconds(timeout ?? defaults.scrapeTimeout) ?? 0;
  const reserved = ["job", "instance", "host"];
  return [
    ...(job === "" ? ["job must not be empty"] : []),
    ...(addresses.length === 0 ? ["a scrape target needs one address or more: received none"] : []),
    ...(path === undefined || path.startsWith("/") ? [] : [`path must begin with "/": received "${path}"`]),
    ...durationProblems("interval", interval),
    ...durationProblems("timeout", timeout),
    ...(within > every
      ? [
          `timeout must be no longer than the scrape interval ${interval ?? defaults.scrapeInterval}: received ${timeout ?? defaults.scrapeTimeout}`,
        ]
      : []),
    ...limitProblems("limits", limits),
    ...Object.entries(credentials ?? {})
      .filter(([, value]) => value === "")
      .map(([name]) => `credentials.${name} must not be empty: leave credentials out where none are asked for`),
    ...Object.keys(labels ?? {})
      .filter((label) => !LABEL_NAME.test(label) || reserved.includes(label))
      .map((label) => `labels must be valid names other than ${reserved.join(", ")}: received "${label}"`),
  ].map((problem) => `scrape target "${job}": ${problem}`);
}
