import { parse } from "yaml";
import { carrierOf, type StackContainer, type Upload } from "../container";
import { prometheusAt, type Deployment } from "../deployment";
import { attempt } from "../http-api";
import { isObject, listOf, objectOf, textOf } from "../json";
import type { EvaluatedGroup } from "../prometheus-client";
import { count, skipped, unasked, type CheckResult, type Problem } from "./check";

/** A group of a rule file. */
export interface RuleFileGroup {
  readonly name: string;
  /** How many of its rules are alerts, and not recordings. */
  readonly alerts: number;
}

/** The groups of the rule files among the files of a carrier. */
export function ruleFileGroups(uploads: readonly Upload[]): RuleFileGroup[] {
  return uploads
    .filter(({ file }) => /\.ya?ml$/.test(file))
    .flatMap(({ content }) => listOf(objectOf(parse(content)).groups))
    .filter(isObject)
    .map((group) => ({
      name: textOf(group.name) ?? "",
      alerts: listOf(group.rules).filter((rule) => textOf(objectOf(rule).alert) !== undefined).length,
    }));
}

/** What is wrong with the groups that are evaluated, of those that are wanted. */
export function groupProblems(
  wanted: readonly string[],
  evaluated: readonly EvaluatedGroup[],
  container: StackContainer | undefined,
  look: string,
): Problem[] {
  const name = container?.name ?? "Grafana";
  const missing = wanted.filter((group) => !evaluated.some((other) => other.name === group));
  const broken = evaluated
    .filter((group) => wanted.includes(group.name))
    .flatMap((group) => group.rules.filter(({ isBroken }) => isBroken).map((rule) => ({ group, rule })));
  return [
    ...missing.map((group) => ({ what: `${name} has no rule group ${group}`, expected: "it evaluates it", look })),
    ...broken.map(({ group, rule }) => ({
      what: `rule ${rule.name} of group ${group.name} fails in ${name}: ${rule.lastError}`,
      expected: "it is evaluated without an error",
      look,
    })),
  ];
}

/** Whether Prometheus evaluates every rule that its carrier brought; undefined when it brought none. */
export async function checkRules(deployment: Deployment, container: StackContainer): Promise<CheckResult | undefined> {
  const name = "rules";
  const { url } = container;
  const wanted = ruleFileGroups(carrierOf(container, deployment.containers)?.uploads ?? []);
  if (wanted.length === 0) return undefined;
  if (url === undefined) return skipped(name, container, "it publishes no port");
  const evaluated = await attempt(() => prometheusAt(deployment, url).ruleGroups());
  if ("error" in evaluated) return unasked(deployment, name, container, evaluated.error);
  return {
    name,
    summary: `${count(wanted.length, "group")} in ${container.name}`,
    problems: groupProblems(
      wanted.map((group) => group.name),
      evaluated.value,
      container,
      `${url}/rules`,
    ),
  };
}
