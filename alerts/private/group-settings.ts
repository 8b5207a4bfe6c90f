import { matcherProblems, type Matchers } from "../../promql/queries/matchers";
import { windowOfScrapes } from "../../promql/scrape-window";
import type { AlertGroup, AlertRule, RecordingRule } from "../alert-group";
import { AlertGroupError } from "../alert-group-error";
import type { WindowedGroupSettings } from "../alert-settings";
import { alertLabelProblems, intervalProblems, shown, windowProblems } from "./rule-checks";

/** What the alerts of one group share. */
export interface GroupSettings {
  readonly interval: string;
  readonly window: string;
  /**
   * How often targets are scraped.
   *
   * @default - often enough for every window
   */
  readonly scrapeInterval?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly runbookBaseUrl: string;
}

/** The rules of an alert that was tuned, the gravest first, and what is wrong with the settings. */
export interface TunedAlert {
  readonly rules: readonly AlertRule[];
  readonly problems: readonly string[];
}

/** The settings of a group with their defaults filled in; the window is the one of alerts that have none of their own. */
export const groupSettings = (
  settings: WindowedGroupSettings & { readonly window?: string },
  window: string,
): GroupSettings => ({
  interval: settings.interval ?? "30s",
  window: settings.window ?? windowOfScrapes(window, settings.scrapeInterval),
  scrapeInterval: settings.scrapeInterval,
  labels: { ...settings.labels },
  runbookBaseUrl: settings.runbookBaseUrl ?? "docs/runbooks",
});

/** What is wrong with the settings of a group. */
export function groupSettingsProblems(group: GroupSettings, where: Matchers = {}): string[] {
  const { interval, window, scrapeInterval, labels, runbookBaseUrl } = group;
  return [
    ...intervalProblems("interval", interval),
    ...windowProblems("window", window),
    ...(scrapeInterval === undefined ? [] : windowProblems("scrapeInterval", scrapeInterval)),
    ...matcherProblems("where", where),
    ...alertLabelProblems("labels", labels),
    ...(/^\S+$/.test(runbookBaseUrl)
      ? []
      : [`runbookBaseUrl must be an address without spaces: received ${shown(runbookBaseUrl)}`]),
  ];
}

/**
 * A group of the alerts that are left, those that are `false` taken out, and of what they have recorded.
 *
 * @throws {AlertGroupError} naming every problem, those of the alerts included
 */
export function alertGroup(
  name: string,
  { interval }: GroupSettings,
  tuned: readonly TunedAlert[],
  settingsProblems: readonly string[],
  recordings: readonly RecordingRule[] = [],
): AlertGroup {
  const problems = [
    ...settingsProblems,
    ...tuned.flatMap((alert) => alert.problems),
    ...(tuned.length === 0 && recordings.length === 0 ? ["every alert is false: leave the group out"] : []),
  ];
  if (problems.length > 0) {
    throw new AlertGroupError(problems.map((problem) => `alert group ${shown(name)}: ${problem}`));
  }
  const alerts = tuned.flatMap(({ rules }) => rules);
  return { name, interval, alerts, ...(recordings.length > 0 ? { recordings: [...recordings] } : {}) };
}
