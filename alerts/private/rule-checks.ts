import { LABEL_NAME } from "cdktf-monitoring-metrics/definitions";
import { durationMilliseconds, LONGEST_DURATION } from "../../promql/duration";
import { SEVERITIES } from "../alert-group";

/** Every check takes what it names in its messages, and the value as it came; it returns what is wrong with it. */
type Check<Value> = (option: string, value: Value) => string[];

/** A value as a message shows it. */
export const shown = (value: unknown): string => String(typeof value === "number" ? value : JSON.stringify(value));

/** The least step of evaluation that Grafana has: each group's interval is a multiple of it. */
const GRAFANA_STEP = 10_000;

const EXAMPLES = "a duration as Prometheus writes it, such as 90s, 5m or 1h30m";

const milliseconds = (value: unknown) => (typeof value === "string" ? durationMilliseconds(value) : undefined);

const lengthProblems: Check<unknown> = (option, value) =>
  (milliseconds(value) ?? 0) < LONGEST_DURATION
    ? []
    : [`${option} must be shorter than 292 years, as far as Prometheus reckons: received ${shown(value)}`];

/** A duration, zero included. */
export const durationProblems: Check<unknown> = (option, value) =>
  milliseconds(value) === undefined
    ? [`${option} must be ${EXAMPLES}: received ${shown(value)}`]
    : lengthProblems(option, value);

/** A duration above zero. */
export const windowProblems: Check<unknown> = (option, value) =>
  (milliseconds(value) ?? 0) > 0
    ? lengthProblems(option, value)
    : [`${option} must be above zero, ${EXAMPLES}: received ${shown(value)}`];

/** The longest name of a rule or of a group that Grafana takes. */
const LONGEST_NAME = 190;

/** A name that Grafana can keep. */
export const nameLengthProblems = (option: string, name: string): string[] =>
  name.length <= LONGEST_NAME
    ? []
    : [`${option} must have ${LONGEST_NAME} characters at most, as Grafana demands: received ${name.length}`];

/** How often a group is evaluated. */
export const intervalProblems: Check<unknown> = (option, value) => {
  const problems = windowProblems(option, value);
  if (problems.length > 0) return problems;
  return (milliseconds(value) ?? 0) % GRAFANA_STEP === 0
    ? []
    : [`${option} must be a multiple of 10s, as Grafana demands: received ${shown(value)}`];
};

/** A time that rules look back over, where it is known how long samples are kept. */
export function retentionProblems(option: string, value: string, retention: unknown): string[] {
  if (retention === undefined) return [];
  const kept = milliseconds(retention) ?? 0;
  if (kept === 0) return windowProblems("retention", retention);
  return (milliseconds(value) ?? 0) <= kept
    ? []
    : [
        `${option} must not be longer than the retention of samples, ${shown(retention)}: received ${shown(value)}: ` +
          `shorten it, or keep samples longer`,
      ];
}

/** How long a series has to match: a duration that a whole number of evaluations fills. */
export function forProblems(option: string, value: unknown, interval: unknown): string[] {
  const problems = durationProblems(option, value);
  const step = milliseconds(interval) ?? 0;
  if (problems.length > 0 || step === 0) return problems;
  return (milliseconds(value) ?? 0) % step === 0
    ? []
    : [`${option} must be a multiple of the group's interval, ${shown(interval)}: received ${shown(value)}`];
}

/** One of the values that there are. */
export function choiceProblems(option: string, value: unknown, choices: readonly string[]): string[] {
  const known = choices.some((choice) => choice === value);
  return known ? [] : [`${option} must be one of ${choices.map(shown).join(", ")}: received ${shown(value)}`];
}

/** A severity that exists. */
export const severityProblems: Check<unknown> = (option, value) => choiceProblems(option, value, SEVERITIES);

const WRITTEN_LABELS: ReadonlyMap<string, string> = new Map([
  ["severity", "set the rule's severity"],
  ["notify", "set the rule's notify"],
  ["alertname", "it is the rule's name"],
  ["grafana_folder", "it is the folder's title"],
]);

/** Labels that a rule adds to its alerts. */
export function alertLabelProblems(option: string, labels: Readonly<Record<string, unknown>>): string[] {
  const written = Object.keys(labels).flatMap((name) => {
    const instead = WRITTEN_LABELS.get(name);
    return instead === undefined ? [] : [`${option} must not contain "${name}", which is written already: ${instead}`];
  });
  return [...written, ...labelProblems(option, labels)];
}

/** Labels that a rule adds to a series. */
export const labelProblems: Check<Readonly<Record<string, unknown>>> = (option, labels) =>
  Object.entries(labels).flatMap(([name, value]) => [
    ...(LABEL_NAME.test(name)
      ? []
      : [`${option}: names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received ${shown(name)}`]),
    ...(typeof value === "string" ? [] : [`${option}.${name} must be a text: received ${shown(value)}`]),
  ]);
