import { METRIC_NAME } from "cdktf-monitoring-metrics/definitions";
import type { AlertGroup, AlertRule, RecordingRule } from "./alert-group";
import { templateProblems } from "./private/alert-template";
import {
  alertLabelProblems,
  choiceProblems,
  durationProblems,
  forProblems,
  intervalProblems,
  labelProblems,
  nameLengthProblems,
  severityProblems,
  shown,
} from "./private/rule-checks";
import { ruleUid } from "./private/rule-uid";

const ALERT_NAME = /^[A-Z][a-zA-Z0-9_]*$/;

/** Grafana puts the name into the address of the group. */
const GROUP_NAME = /^[a-zA-Z0-9][a-zA-Z0-9 _.-]*$/;

const NO_DATA_STATES = ["OK", "NoData", "Alerting", "KeepLast"];
const ERROR_STATES = ["OK", "Error", "Alerting", "KeepLast"];

/**
 * Everything that keeps a group from working, whoever wrote it; nothing when all is well. Whether its expressions are
 * right is for `checkPromql` to say. Each problem names the group, the rule and the option.
 */
export const validateAlertGroup = (group: AlertGroup): string[] => validateAlertGroups([group]);

/** The same for all groups of a stack, with what one takes from another. */
export const validateAlertGroups = (groups: readonly AlertGroup[]): string[] => [
  ...groups.flatMap(groupProblems),
  ...duplicateProblems(groups),
];

const groupPlace = (group: AlertGroup) => `alert group ${shown(group.name)}`;

const alertPlace = (group: AlertGroup, rule: AlertRule) =>
  `${groupPlace(group)}: alert ${shown(rule.name)} (${rule.severity})`;

function groupProblems(group: AlertGroup): string[] {
  const recordings = group.recordings ?? [];
  const own = intervalProblems("interval", group.interval);
  if (!GROUP_NAME.test(group.name)) {
    own.push("name must begin with a letter or digit, then letters, digits, spaces, _, . or -: rename the group");
  }
  own.push(...nameLengthProblems("name", group.name));
  if (group.alerts.length === 0 && recordings.length === 0) {
    own.push("has neither alerts nor recordings: leave the group out");
  }
  return [
    ...own.map((problem) => `${groupPlace(group)}: ${problem}`),
    ...recordings.flatMap((rule) =>
      recordingProblems(rule).map((problem) => `${groupPlace(group)}: recording ${shown(rule.record)}: ${problem}`),
    ),
    ...group.alerts.flatMap((rule) =>
      alertProblems(rule, group.interval).map((problem) => `${alertPlace(group, rule)}: ${problem}`),
    ),
  ];
}

function recordingProblems({ record, expression, labels }: RecordingRule): string[] {
  return [
    ...(METRIC_NAME.test(record) ? [] : [`record must match [a-zA-Z_:][a-zA-Z0-9_:]*: received ${shown(record)}`]),
    ...textProblems("expression", expression),
    ...labelProblems("labels", labels ?? {}),
  ];
}

function alertProblems(rule: AlertRule, interval: string): string[] {
  const labels = rule.labels ?? {};
  const templates = [
    ["summary", rule.summary],
    ["description", rule.description],
    ["runbookUrl", rule.runbookUrl],
    ...Object.entries(labels).map(([label, value]) => [`labels.${label}`, value] as const),
  ] as const;
  return [
    ...(ALERT_NAME.test(rule.name)
      ? []
      : [`name must be one word in upper camel case, such as HighErrorRate: received ${shown(rule.name)}`]),
    ...nameLengthProblems("name", rule.name),
    ...textProblems("expression", rule.expression),
    ...forProblems("for", rule.for, interval),
    ...(rule.keepFiringFor === undefined ? [] : durationProblems("keepFiringFor", rule.keepFiringFor)),
    ...severityProblems("severity", rule.severity),
    ...textProblems("summary", rule.summary),
    ...textProblems("description", rule.description),
    ...textProblems("runbookUrl", rule.runbookUrl),
    ...(rule.noDataState === undefined ? [] : choiceProblems("noDataState", rule.noDataState, NO_DATA_STATES)),
    ...(rule.execErrState === undefined ? [] : choiceProblems("execErrState", rule.execErrState, ERROR_STATES)),
    ...alertLabelProblems("labels", labels),
    ...templates.flatMap(([option, template]) => templateProblems(option, template)),
  ];
}

const textProblems = (option: string, text: string) => (text.trim() === "" ? [`${option} must not be empty`] : []);

function duplicateProblems(groups: readonly AlertGroup[]): string[] {
  const problems: string[] = [];
  const names = new Set<string>();
  const uids = new Map<string, string>();
  const records = new Map<string, string>();
  for (const group of groups) {
    // Every rule of a group that is there twice clashes with its twin: one message says it all.
    if (names.has(group.name)) {
      problems.push(`${groupPlace(group)}: is there more than once: give each group a name of its own`);
      continue;
    }
    names.add(group.name);
    for (const rule of group.alerts) {
      const place = alertPlace(group, rule);
      const uid = ruleUid(group, rule);
      const owner = uids.get(uid);
      uids.set(uid, owner ?? place);
      if (owner === place) problems.push(`${place}: is there more than once: change its name or its severity`);
      else if (owner !== undefined) problems.push(`${place}: has the uid of ${owner}, "${uid}": rename one of them`);
    }
    for (const { record, labels } of group.recordings ?? []) {
      const series = `${record}${JSON.stringify(Object.entries(labels ?? {}).sort())}`;
      const owner = records.get(series);
      records.set(series, owner ?? group.name);
      if (owner === undefined) continue;
      problems.push(
        `${groupPlace(group)}: recording ${shown(record)}: is recorded in the group ${shown(owner)} too, ` +
          "with the same labels: keep one of them",
      );
    }
  }
  return problems;
}
