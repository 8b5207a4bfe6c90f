import { type Matchers, runningContainers } from "../../../promql/signals";
import { TARGET_LABELS } from "../../../promql/known-metrics";
import type { ExpectedContainer } from "../../container-settings";
import { shown } from "../rule-checks";

/** Expected containers, each in its long form. */
export const expectedContainersOf = (expected: readonly (string | ExpectedContainer)[]): ExpectedContainer[] =>
  expected.map((container) => (typeof container === "string" ? { name: container } : container));

/** The part of the matchers that tells targets apart; a target as a whole has no container's labels. */
export const ofTargets = (where: Matchers): Matchers =>
  Object.fromEntries(TARGET_LABELS.flatMap((label) => (where[label] === undefined ? [] : [[label, where[label]]])));

/**
 * One series for each expected container that a host does not run. Only a cAdvisor that sees containers at all is asked:
 * where it is down, or blind, nothing is known of any of them.
 */
export function missingContainers(expected: readonly ExpectedContainer[], where: Matchers): string {
  const wanted = expected.map(({ name, host }) => {
    const onHost = { ...ofTargets(where), ...(host === undefined ? {} : { host: `="${host}"` }) };
    const hosts = `group by (job, instance, host) (${runningContainers({ where: onHost })})`;
    return `label_replace(${hosts}, "name", "${name}", "", "")`;
  });
  return `(\n  ${wanted.join("\n  or\n  ")}\n)\nunless on (job, instance, host, name)\ncontainer_start_time_seconds`;
}

/** As the engine allows names of containers. */
const CONTAINER_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const HOST_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

/** What is wrong with the expected containers. */
export function expectedContainersProblems(expected: readonly ExpectedContainer[]): string[] {
  if (expected.length === 0) return ["expectedContainers must name a container: received []: leave the option out"];
  const seen = new Set<string>();
  return expected.flatMap(({ name, host }) => {
    const key = JSON.stringify([name, host]);
    const isRepeated = seen.has(key);
    seen.add(key);
    return [
      ...(CONTAINER_NAME.test(name)
        ? []
        : [
            "expectedContainers must have names of a letter or digit, then letters, digits, _, . and -: " +
              `received ${shown(name)}`,
          ]),
      ...(host === undefined || HOST_NAME.test(host)
        ? []
        : [`expectedContainers must have hosts of letters, digits, _, . and -: received ${shown(host)}`]),
      ...(isRepeated ? [`expectedContainers has ${shown(name)} more than once: remove one`] : []),
    ];
  });
}
