import { basename } from "node:path";
import { carrierOf, type StackContainer } from "../container";
import { prometheusAt, type Deployment } from "../deployment";
import { attempt, type Attempt } from "../http-api";
import { poll } from "../poll";
import { readJobs } from "../prometheus-client";
import { count, skipped, unasked, type CheckResult, type Problem } from "./check";

/** Prometheus looks every 5 s whether its files have changed. */
const LONGEST_AUTO_RELOAD = 10_000;

/** A reload that was asked for takes a moment. */
const LONGEST_RELOAD = 20_000;

const METRICS: Readonly<Record<string, string>> = {
  prometheus: "prometheus_config_last_reload",
  alertmanager: "alertmanager_config_last_reload",
};

/** What a program says of the configuration that it runs with. */
interface Reload {
  /** Whether the last one was accepted. */
  readonly isSuccessful: boolean;
  /** When one was accepted last, in milliseconds since 1970. */
  readonly at: number;
}

/** When the configuration was put into its volume; undefined when no container of the stack carries it. */
async function changedAt({ engineOf }: Deployment, carrier: StackContainer | undefined): Promise<number | undefined> {
  if (carrier === undefined) return undefined;
  const seen = await engineOf(carrier.address).containers([carrier.name]);
  return seen.get(carrier.name)?.created;
}

/** Looks until the program has accepted a configuration that is newer than the change. */
async function awaitReload(
  { context, engineOf }: Deployment,
  container: StackContainer,
  changed: number | undefined,
  look: () => Promise<Attempt<Reload>>,
): Promise<Attempt<Reload>> {
  const settled = (seen: Attempt<Reload>) =>
    "value" in seen && seen.value.isSuccessful && seen.value.at > (changed ?? -Infinity);
  const within = (longest: number) => (seen: Attempt<Reload>) =>
    "error" in seen && seen.error.isRefused ? 0 : longest;
  const seen = await poll(context.clock, { settled, within: within(LONGEST_AUTO_RELOAD) }, look);
  if (settled(seen) || "error" in seen) return seen;
  // Files that equal those that were accepted last are not loaded by themselves, and after one that was refused
  // Prometheus would go on saying so.
  await engineOf(container.address).reload(container.name);
  return poll(context.clock, { settled, within: within(LONGEST_RELOAD) }, look);
}

const clockTime = (milliseconds: number) => new Date(milliseconds).toISOString().slice(11, 19);

function reloadProblem(
  reload: Reload,
  changed: number | undefined,
  container: StackContainer,
  look: string,
): Problem[] {
  const expected =
    changed === undefined ? "its configuration is accepted" : `it accepts the one of ${clockTime(changed)} UTC`;
  if (!reload.isSuccessful) {
    return [{ what: `${container.name} refuses its configuration and runs with an older one`, expected, look }];
  }
  if (changed === undefined || reload.at > changed) return [];
  const what = `${container.name} still runs with the configuration of ${clockTime(reload.at)} UTC`;
  return [{ what, expected, look }];
}

/** The main file of a program's configuration, as its carrier brought it. */
function mainFile(container: StackContainer, carrier: StackContainer | undefined): string | undefined {
  const flag = container.command.find((argument) => argument.startsWith("--config.file="));
  const name = basename(flag?.slice("--config.file=".length) ?? "prometheus.yml");
  return carrier?.uploads.find(({ file }) => basename(file) === name)?.content;
}

function jobProblems(wanted: readonly string[], loaded: readonly string[], container: StackContainer): Problem[] {
  const missing = wanted.filter((job) => !loaded.includes(job));
  const left = loaded.filter((job) => !wanted.includes(job));
  if (missing.length === 0 && left.length === 0) return [];
  const what = [
    ...(missing.length === 0 ? [] : [`${container.name} does not know the jobs ${missing.join(", ")}`]),
    ...(left.length === 0 ? [] : [`${container.name} still has the jobs ${left.join(", ")}`]),
  ].join(", and ");
  return [{ what, expected: `the jobs ${wanted.join(", ")}`, look: `${container.url ?? ""}/config` }];
}

/** Whether the program runs with the configuration that was deployed, and knows every job in it. */
export async function checkConfiguration(deployment: Deployment, container: StackContainer): Promise<CheckResult> {
  const name = "configuration";
  const { url } = container;
  if (url === undefined) return skipped(name, container, "it publishes no port");
  const client = prometheusAt(deployment, url);
  const carrier = carrierOf(container, deployment.containers);
  const changed = await changedAt(deployment, carrier);
  const metric = METRICS[container.component] ?? "";

  const reload = await awaitReload(deployment, container, changed, () =>
    attempt(async () => {
      const metrics = await client.metrics();
      const at = (metrics.get(`${metric}_success_timestamp_seconds`) ?? 0) * 1_000;
      return { isSuccessful: metrics.get(`${metric}_successful`) === 1, at };
    }),
  );
  if ("error" in reload) return unasked(deployment, name, container, reload.error);

  const look = deployment.engineOf(container.address).command("logs", "--tail", "50", container.name);
  const reloading = reloadProblem(reload.value, changed, container, look);
  const wanted = container.component === "prometheus" ? readJobs(mainFile(container, carrier) ?? "") : undefined;
  if (wanted === undefined || reloading.length > 0) {
    const summary = reloading.length === 0 ? `loaded by ${container.name}` : `not loaded by ${container.name}`;
    return { name, summary, problems: reloading };
  }
  const loaded = await attempt(() => client.jobs());
  if ("error" in loaded) return unasked(deployment, name, container, loaded.error);
  const problems = jobProblems(wanted, loaded.value, container);
  const summary = `loaded by ${container.name}, ${count(wanted.length, "job")}`;
  return { name, summary: problems.length === 0 ? summary : `not loaded by ${container.name}`, problems };
}
