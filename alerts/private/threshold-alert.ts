import { type Severity, SEVERITIES } from "../alert-group";
import type { AlertTuning } from "../alert-settings";
import type { GroupSettings, TunedAlert } from "./group-settings";
import { severityProblems, shown } from "./rule-checks";
import { type ShippedAlert, shippedRule, tuningProblems, windowOf } from "./shipped-alert";

/** One threshold, with its severity. */
interface OneLevel {
  readonly threshold: number;
  readonly severity: Severity;
  readonly thresholds?: undefined;
}

/** A threshold for each of several severities. */
interface SeveralLevels {
  readonly thresholds: Readonly<Partial<Record<Severity, number>>>;
  readonly threshold?: undefined;
  readonly severity?: undefined;
}

interface Beginning {
  readonly expression: (threshold: number, window: string) => string;
  readonly description: (threshold: number, window: string) => string;
  /** What is wrong with a threshold that is a number. */
  readonly thresholdProblems: (option: string, threshold: number) => string[];
  /**
   * Whether it fires below its threshold, so that a graver severity has a lower one.
   *
   * @default false
   */
  readonly firesBelow?: boolean;
}

/** An alert that fires beyond a threshold, as it is before anybody tunes it. */
export type ThresholdAlert = ShippedAlert & Beginning & (OneLevel | SeveralLevels);

/** Where the settings have an alert begin; which of these there are depends on the alert. */
interface LevelSettings {
  readonly threshold?: number;
  readonly severity?: Severity;
  readonly thresholds?: Readonly<Partial<Record<Severity, number>>>;
}

type Levels = readonly (readonly [severity: Severity, threshold: number])[];

/** Applies settings to an alert. */
export function tuneAlert(
  alert: ThresholdAlert,
  settings: AlertTuning & LevelSettings,
  group: GroupSettings,
): TunedAlert {
  const window = windowOf(alert, settings, group);
  const rules = levelsOf(alert, settings).map(([severity, threshold]) => {
    const parts = {
      severity,
      expression: alert.expression(threshold, window),
      description: alert.description(threshold, window),
    };
    return shippedRule(alert, parts, settings, group);
  });
  return { rules, problems: [...levelProblems(alert, settings), ...tuningProblems(alert, settings, group)] };
}

function levelsOf(alert: ThresholdAlert, settings: LevelSettings): Levels {
  const thresholds = settings.thresholds ?? alert.thresholds;
  if (thresholds === undefined) {
    const { threshold = alert.threshold, severity = alert.severity } = settings;
    return threshold === undefined || severity === undefined ? [] : [[severity, threshold]];
  }
  return SEVERITIES.flatMap((level) => {
    const value = thresholds[level];
    return value === undefined ? [] : [[level, value] as const];
  });
}

function levelProblems(alert: ThresholdAlert, settings: LevelSettings): string[] {
  const { option } = alert;
  // Callers in JavaScript, and settings read from a file, bring what the types do not allow.
  const { threshold, severity }: { threshold?: unknown; severity?: unknown } = settings;
  const hasSingle = threshold !== undefined || severity !== undefined;
  if (settings.thresholds === undefined) {
    if (alert.thresholds !== undefined) {
      const example = shown(alert.thresholds);
      return hasSingle ? [`${option} must have thresholds in place of threshold and severity: such as ${example}`] : [];
    }
    return [
      ...(threshold === undefined ? [] : thresholdProblems(alert, `${option}.threshold`, threshold)),
      ...(severity === undefined ? [] : severityProblems(`${option}.severity`, severity)),
    ];
  }
  const problems = thresholdsProblems(alert, settings.thresholds, levelsOf(alert, settings));
  if (hasSingle) {
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
  const { firesBelow = false } = alert;
  levels.forEach(([severity, value], index) => {
    const graver = levels[index - 1];
    if (graver === undefined || !(firesBelow ? value <= graver[1] : value >= graver[1])) return;
    const side = firesBelow ? "below" : "above";
    problems.push(`${option}.${graver[0]} must be ${side} ${option}.${severity}, ${value}: received ${graver[1]}`);
  });
  return problems;
}

const thresholdProblems = (alert: ThresholdAlert, option: string, threshold: unknown) =>
  typeof threshold === "number" && Number.isFinite(threshold)
    ? alert.thresholdProblems(option, threshold)
    : [`${option} must be a finite number: received ${shown(threshold)}`];
