import type { PanelThreshold } from "../panel";
import type { SeverityThresholds } from "../severity-thresholds";
import { COLORS } from "../style";

const SEVERITY_COLORS = { info: COLORS.notable, warning: COLORS.warning, critical: COLORS.critical } as const;

const SEVERITIES = ["info", "warning", "critical"] as const;

/** The colours of a panel, from where the alerts on what it shows begin. */
export const severitySteps = (thresholds: SeverityThresholds): PanelThreshold[] =>
  SEVERITIES.flatMap((severity) => {
    const value = thresholds[severity];
    return value === undefined ? [] : [{ value, color: SEVERITY_COLORS[severity] }];
  });

/** Thresholds by what they are of. */
export type Named<Name extends string> = Readonly<Record<Name, SeverityThresholds>>;

/** The thresholds that are given, and the defaults of the others. */
export const completed = <Name extends string>(
  defaults: Named<Name>,
  given: Partial<Named<Name>> = {},
): Named<Name> => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(given).filter(([, levels]) => levels !== undefined)),
});

/** Thresholds that are no numbers, or of which a graver one is not above the others. */
export const severityProblems = <Name extends string>(thresholds: Named<Name>): string[] =>
  Object.entries<SeverityThresholds>(thresholds).flatMap(([name, levels]) => {
    const values = severitySteps(levels).map(({ value }) => value);
    const isAscending = values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));
    if (isAscending && values.every((value) => Number.isFinite(value) && value >= 0)) return [];
    return [
      `thresholds.${name} must be numbers of 0 or more, the graver the higher: received ${JSON.stringify(levels)}`,
    ];
  });
