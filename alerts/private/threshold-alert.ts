import { type AlertRule, type Severity, SEVERITIES } from "../alert-group";
import type { AlertTuning, Thresholds } from "../alert-settings";
import {
  alertLabelProblems,
  durationProblems,
  forProblems,
  severityProblems,
  shown,
  windowProblems,
} from "./rule-checks";

/** An alert that fires above a threshold, as it is before anybody tunes it. */
export interface ThresholdAlert {
  readonly name: string;
  /** The setting that tunes it. */
  readonly option: string;
  readonly threshold: number;
  readonly severity: Severity;
  readonly for: string;
  readonly summary: string;
  /** The page of the runbook, in the folder of runbooks. */
  readonly runbook: string;
  readonly expression: (threshold: number, window: string) => string;
  readonly description: (threshold: number, window: string) => string;
  /** What is wrong with a threshold that is a number. */
  readonly thresholdProblems: (option: string, threshold: number) => string[];
}

/** What the alerts of one group share. */
export interface GroupSettings {
  readonly interval: string;
  readonly window: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly runbookBaseUrl: string;
}

/** The rules of an alert that was tuned, the gravest first, and what is wrong with the settings. */
export interface TunedAlert {
  readonly rules: readonly AlertRule[];
  readonly problems: readonly string[];
}

type Levels = readonly (readonly [severity: Severity, threshold: number])[];

/** Applies settings to an alert. */
export function tuneAlert(alert: ThresholdAlert, settings: AlertTuning & Thresholds, group: GroupSettings): TunedAlert {
  const { keepFiringFor, notify, window = group.window } = settings;
  const labels = { ...group.labels, ...settings.labels };
  const rules = levelsOf(alert, settings).map(([severity, threshold]) => ({
    name: alert.name,
    expression: alert.expression(threshold, window),
    for: settings.for ?? alert.for,
    ...(keepFiringFor === undefined ? {} : { keepFiringFor }),
    severity,
    summary: alert.summary,
    description: alert.description(threshold, window),
    runbookUrl: `${group.runbookBaseUrl.replace(/\/+$/, "")}/${alert.runbook}`,
    noDataState: "OK" as const,
    execErrState: "Error" as const,
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(notify === undefined ? {} : { notify }),
  }));
  return { rules, problems: tuningProblems(alert, settings, group.interval) };
}

function levelsOf(alert: ThresholdAlert, { threshold, severity, thresholds }: Thresholds): Levels {
  if (thresholds === undefined) return [[severity ?? alert.severity, threshold ?? alert.threshold]];
  return SEVERITIES.flatMap((level) => {
    const value = thresholds[level];
    return value === undefined ? [] : [[level, value] as const];
  });
}

function tuningProblems(alert: ThresholdAlert, settings: AlertTuning & Thresholds, interval: string): string[] {
  const { option } = alert;
  const { keepFiringFor, window, labels = {} } = settings;
  return [
    ...levelProblems(alert, settings),
    ...forProblems(`${option}.for`, settings.for ?? alert.for, interval),
    ...(keepFiringFor === undefined ? [] : durationProblems(`${option}.keepFiringFor`, keepFiringFor)),
    ...(window === undefined ? [] : windowProblems(`${option}.window`, window)),
    ...alertLabelProblems(`${option}.labels`, labels),
  ];
}

function levelProblems(alert: ThresholdAlert, settings: Thresholds): string[] {
  const { option } = alert;
  // Callers in JavaScript, and settings read from a file, bring what the types do not allow.
  const { threshold, severity }: { threshold?: unknown; severity?: unknown } = settings;
  if (settings.thresholds === undefined) {
    return [
      ...(threshold === undefined ? [] : thresholdProblems(alert, `${option}.threshold`, threshold)),
      ...(severity === undefined ? [] : severityProblems(`${option}.severity`, severity)),
    ];
  }
  const problems = thresholdsProblems(alert, settings.thresholds, levelsOf(alert, settings));
  if (threshold !== undefined || severity !== undefined) {
    problems.push(`${option} must have either thresholds, or threshold and severity: remove one of the two`);
  }
  return problems;
}

function thresholdsProblems(alert: ThresholdAlert, thresholds: object, levels: Levels): string[] {
  const option = `${alert.option}.thresholds`;
  const problems = [
    ...Object.keys(thresholds).flatMap((key) => severityProblems(`a key of ${option}`, key)),
    ...levels.flatMap(([severity, value]) => thresholdProblems(alert, `${option}.${severity}`, value)),
  ];
  if (levels.length === 0) {
    problems.push(`${option} must have a threshold: received ${shown(thresholds)}: write false for no alert`);
  }
  levels.forEach(([severity, value], index) => {
    const graver = levels[index - 1];
    if (graver === undefined || !(value >= graver[1])) return;
    problems.push(`${option}.${graver[0]} must be above ${option}.${severity}, ${value}: received ${graver[1]}`);
  });
  return problems;
}

const thresholdProblems = (alert: ThresholdAlert, option: string, threshold: unknown) =>
  typeof threshold === "number" && Number.isFinite(threshold)
    ? alert.thresholdProblems(option, threshold)
    : [`${option} must be a finite number: received ${shown(threshold)}`];
