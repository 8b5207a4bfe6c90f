import { isDeepStrictEqual } from "node:util";
import { LABEL_NAME } from "cdktf-monitoring-metrics/definitions";
import { Token } from "cdktf";
import { Construct } from "constructs";
import type { MonitoringHost } from "../monitoring-host";
import type { IScrapeTarget, ScrapeConfig, ScrapeLimits } from "../scrape-target";
import { durationMilliseconds } from "../../promql/duration";
import { hostOfContainer } from "./engine-clashes";
import { durationProblems, isRefused, sizeProblems, wholeNumberProblems, type Problem } from "./problems";

/** How much one scrape may bring, unless Prometheus or the target is told otherwise. */
export const DEFAULT_LIMITS: Required<ScrapeLimits> = {
  samples: 50_000,
  labels: 40,
  labelNameLength: 200,
  labelValueLength: 2_048,
  bodySize: "32MB",
};

/** A shorter timeout than 10 s only where the interval leaves no more. */
export function defaultTimeout(interval: string): string {
  const milliseconds = durationMilliseconds(interval) ?? 0;
  return milliseconds > 0 && milliseconds < 10_000 ? interval : "10s";
}

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

/**
 * What keeps targets from being scraped, or from being told apart; the settings of those that are refused already are
 * not looked at.
 */
export function scrapeJobProblems(
  configs: readonly ScrapeConfig[],
  scrapeInterval: string,
  refused: ReadonlySet<ScrapeConfig> = new Set(),
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
    if (!refused.has(config)) problems.push(...jobProblems(config, scrapeInterval));
  }
  return problems;
}

/** The same for the targets of a Prometheus, which scrapes itself; a target that is refused says itself why. */
export function scrapeTargetProblems(
  targets: readonly IScrapeTarget[],
  prometheus: IScrapeTarget & { readonly scrapeInterval: string; readonly host: MonitoringHost },
): Problem[] {
  const scraped = targets.map((target) => ({ target, config: target.scrapeConfig() }));
  const refused = scraped.filter(({ target }) => target !== prometheus && isRefused(target));
  return [
    ...scrapeJobProblems(
      scraped.map(({ config }) => config),
      prometheus.scrapeInterval,
      new Set(refused.map(({ config }) => config)),
    ),
    ...scraped.flatMap(({ target, config }) => reachProblems(target, config, prometheus.host)),
  ];
}

/**
 * Addresses that lead to a target within the network of its own host only. From another one such an address is nobody's,
 * or, since each network has the same names, that of somebody else, whose samples would then be taken for the target's.
 */
function reachProblems(target: IScrapeTarget, { job, addresses }: ScrapeConfig, from: MonitoringHost): Problem[] {
  const container = "container" in target && Construct.isConstruct(target.container) ? target.container : undefined;
  const host = container === undefined ? undefined : hostOfContainer(container);
  if (host === undefined || host === from) return [];
  const name = container !== undefined && "nameInput" in container ? container.nameInput : undefined;
  return addresses
    .map(({ address }) => ({ address, machine: address.slice(0, address.lastIndexOf(":")) }))
    .filter(({ machine }) => [host.gateway, "localhost"].includes(machine) || host.qualified(machine) === name)
    .map(
      ({ address }) =>
        `scrape target "${job}": ${address} is an address in the network of "${host.node.path}", which this Prometheus ` +
        "is not in: have a Prometheus on that host scrape it, or add a target with an address that leads there from here",
    );
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

/** What is wrong with how a target is scraped, whatever else is scraped; `interval` is named as its owner names it. */
export function scrapeSettingsProblems(
  { path, interval, timeout, limits, labels, credentials }: Omit<ScrapeConfig, "job" | "addresses">,
  names = { interval: "interval" },
): Problem[] {
  const reserved = ["job", "instance", "host"];
  return [
    ...(path === undefined || Token.isUnresolved(path) || path.startsWith("/")
      ? []
      : [`path must begin with "/": received "${path}"`]),
    ...durationProblems(names.interval, interval),
    ...durationProblems("timeout", timeout),
    ...limitProblems("limits", limits),
    ...Object.entries(credentials ?? {})
      .filter(([, value]) => value === "")
      .map(([name]) => `credentials.${name} must not be empty: leave credentials out where none are asked for`),
    ...Object.keys(labels ?? {})
      .filter((label) => !LABEL_NAME.test(label) || reserved.includes(label))
      .map((label) => `labels must be valid names other than ${reserved.join(", ")}: received "${label}"`),
  ];
}

/** A scrape ends before the next one begins. */
export function timeoutProblems(option: string, timeout: string | undefined, interval: string): Problem[] {
  const within = durationMilliseconds(timeout ?? "") ?? 0;
  const every = durationMilliseconds(interval) ?? Infinity;
  return within > every
    ? [`${option} must be no longer than the scrape interval ${interval}: received ${timeout}`]
    : [];
}

/** What Prometheus takes as an address: it puts scheme and path around it. */
const targetAddressProblems = (address: string): Problem[] =>
  Token.isUnresolved(address) || /^[^\s/]+$/.test(address)
    ? []
    : [`addresses must be host:port, whose scheme and path are settings of their own: received "${address}"`];

function jobProblems({ job, addresses, ...settings }: ScrapeConfig, scrapeInterval: string): Problem[] {
  return [
    ...(job === "" ? ["job must not be empty"] : []),
    ...(addresses.length === 0 ? ["a scrape target needs one address or more: received none"] : []),
    ...addresses.flatMap(({ address }) => targetAddressProblems(address)),
    ...scrapeSettingsProblems(settings),
    // Where a target has none of its own, Prometheus has no scrape of it last longer than its interval.
    ...timeoutProblems("timeout", settings.timeout, settings.interval ?? scrapeInterval),
  ].map((problem) => `scrape target "${job}": ${problem}`);
}
