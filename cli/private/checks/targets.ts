import { durationMilliseconds } from "../../../promql/duration";
import type { StackContainer } from "../container";
import { prometheusAt, type Deployment } from "../deployment";
import { attempt, type Attempt } from "../http-api";
import { poll } from "../poll";
import type { Target } from "../prometheus-client";
import { count, skipped, unasked, type CheckResult, type Problem } from "./check";

/** A first scrape comes somewhere within the interval, and takes up to a scrape timeout. */
const SCRAPE_GRACE = 10_000;

/** Without the address that Go's errors begin with: it is said already. */
const reasonOf = ({ health, lastError }: Target) =>
  health === "unknown" ? "not scraped yet" : lastError.replace(/^Get "[^"]*": /, "");

const ownProblem = (target: Target, container: StackContainer): Problem => ({
  what: `target ${target.scrapeUrl} of job ${target.job} is ${target.health}: ${reasonOf(target)}`,
  expected: "up",
  look: `${container.url ?? ""}/targets`,
});

const silenceOf = (target: Target) =>
  `application "${target.job}" does not answer at ${target.scrapeUrl} (${reasonOf(target)})`;

const APPLICATION_FIX =
  "start it, have it listen on an address that containers reach (0.0.0.0, not 127.0.0.1), or change its target";

/**
 * Whether Prometheus reaches what it scrapes. A job that the label of a container of the stack names is the stack's own
 * and has to be up. Every other job is an application, which runs or not as somebody else decides: one that does not
 * answer is worth a notice, and with `strict` a failure.
 */
export async function checkTargets(deployment: Deployment, container: StackContainer): Promise<CheckResult> {
  const name = "targets";
  const { url } = container;
  if (url === undefined) return skipped(name, container, "it publishes no port");
  const client = prometheusAt(deployment, url);
  const own = new Set(deployment.containers.flatMap(({ job, runs }) => (runs && job !== undefined ? [job] : [])));
  const isOwn = ({ job }: Target) => own.has(job);
  const isSettled = (target: Target) => (isOwn(target) ? target.health === "up" : target.health !== "unknown");

  const within = (targets: readonly Target[]) => {
    const intervals = targets.filter((target) => !isSettled(target)).map(({ scrapeInterval }) => scrapeInterval);
    const longest = Math.max(0, ...intervals.map((interval) => durationMilliseconds(interval) ?? 0));
    return Math.max(deployment.patience, longest + SCRAPE_GRACE);
  };
  const seen = await poll<Attempt<Target[]>>(
    deployment.context.clock,
    {
      // A Prometheus that has just started knows of no target for some seconds, not even of itself.
      settled: (found) => "value" in found && found.value.length > 0 && found.value.every(isSettled),
      within: (found) => ("value" in found ? within(found.value) : found.error.isRefused ? 0 : deployment.patience),
    },
    () => attempt(() => client.targets()),
  );
  if ("error" in seen) return unasked(deployment, name, container, seen.error);

  const targets = seen.value;
  const down = targets.filter(({ health }) => health !== "up");
  const applications = down.filter((target) => !isOwn(target));
  const look = `${url}/targets`;
  const problems =
    targets.length === 0
      ? [{ what: "Prometheus scrapes nothing: it has no targets", expected: "its own target at least", look }]
      : down.filter(isOwn).map((target) => ownProblem(target, container));
  const expected = `up, since --strict was given: ${APPLICATION_FIX}`;
  return {
    name,
    summary: `${targets.length - down.length} of ${count(targets.length, "target")} up`,
    problems: deployment.strict
      ? [...problems, ...applications.map((target) => ({ what: silenceOf(target), expected, look }))]
      : problems,
    notices: deployment.strict ? [] : applications.map((target) => `${silenceOf(target)}\n  fix: ${APPLICATION_FIX}`),
  };
}
