import { type AlertRule, isNotified, NOT_NOTIFIED } from "../alert-group";

/** Labels in an order that does not depend on how they were written. */
export const sortedLabels = (labels: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).sort(([first], [second]) => (first < second ? -1 : 1)));

/** Every label that a rule gives to its alerts. */
export const alertLabels = (rule: AlertRule): Record<string, string> => ({
  severity: rule.severity,
  ...(isNotified(rule) ? {} : { [NOT_NOTIFIED.label]: NOT_NOTIFIED.value }),
  ...sortedLabels(rule.labels),
});
