import { windowOfScrapes } from "../../promql/scrape-window";
import type { AlertRule, Severity } from "../alert-group";
import type { AlertTuning, SeveritySetting } from "../alert-settings";
import type { GroupSettings, TunedAlert } from "./group-settings";
import { alertLabelProblems, durationProblems, forProblems, severityProblems, windowProblems } from "./rule-checks";

/** What every shipped alert has, as it is before anybody tunes it. */
export interface ShippedAlert {
  readonly name: string;
  /** The setting that tunes it. */
  readonly option: string;
  readonly for: string;
  /**
   * Over how long it looks.
   *
   * @default - the group's window
   */
  readonly window?: string;
  readonly summary: string;
  /** The page of the runbook, in the folder of runbooks. */
  readonly runbook: string;
}

/** An alert on something that is wrong at all, however much of it there is. */
export interface PlainAlert extends ShippedAlert {
  readonly severity: Severity;
  readonly expression: (window: string) => string;
  readonly description: (window: string) => string;
}

/** What is made of an alert's settings, or nothing where it is switched off. */
export const unlessOff = <Settings extends object, Result>(
  settings: Settings | false | undefined,
  use: (settings: Partial<Settings>) => Result,
): Result[] => (settings === false ? [] : [use(settings ?? {})]);

/** Applies settings to an alert without a threshold. */
export function tunePlainAlert(
  alert: PlainAlert,
  settings: AlertTuning & SeveritySetting,
  group: GroupSettings,
): TunedAlert {
  const { severity = alert.severity } = settings;
  const window = windowOf(alert, settings, group);
  const parts = { severity, expression: alert.expression(window), description: alert.description(window) };
  return {
    rules: [shippedRule(alert, parts, settings, group)],
    problems: [...severityProblems(`${alert.option}.severity`, severity), ...tuningProblems(alert, settings, group)],
  };
}

/** The window that holds for an alert. */
export const windowOf = (alert: ShippedAlert, settings: AlertTuning, group: GroupSettings): string =>
  settings.window ?? (alert.window === undefined ? group.window : windowOfScrapes(alert.window, group.scrapeInterval));

/** One rule of an alert: what the rule has alone, and what the alert, its settings and the group give to all. */
export function shippedRule(
  alert: ShippedAlert,
  parts: Pick<AlertRule, "severity" | "expression" | "description">,
  settings: AlertTuning,
  group: GroupSettings,
): AlertRule {
  const { keepFiringFor, notify } = settings;
  const labels = { ...group.labels, ...settings.labels };
  return {
    name: alert.name,
    expression: parts.expression,
    for: settings.for ?? alert.for,
    ...(keepFiringFor === undefined ? {} : { keepFiringFor }),
    severity: parts.severity,
    summary: alert.summary,
    description: parts.description,
    runbookUrl: `${group.runbookBaseUrl.replace(/\/+$/, "")}/${alert.runbook}`,
    noDataState: "OK",
    execErrState: "Error",
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(notify === undefined ? {} : { notify }),
  };
}

/** What is wrong with the settings that every alert has. */
export function tuningProblems(alert: ShippedAlert, settings: AlertTuning, { interval }: GroupSettings): string[] {
  const { option } = alert;
  const { keepFiringFor, window, labels = {} } = settings;
  return [
    ...forProblems(`${option}.for`, settings.for ?? alert.for, interval),
    ...(keepFiringFor === undefined ? [] : durationProblems(`${option}.keepFiringFor`, keepFiringFor)),
    ...(window === undefined ? [] : windowProblems(`${option}.window`, window)),
    ...alertLabelProblems(`${option}.labels`, labels),
  ];
}
