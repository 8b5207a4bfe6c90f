import { type AlertGroup, prometheusRuleFile } from "../../../alerts";
import { expectFiring, type RuleCase } from "./promtool";

/** Holds one alert of a group against a case; the group's other alerts are left out, since they only take time. */
export function expectFiringOf(group: AlertGroup, testCase: RuleCase): void {
  const alerts = group.alerts.filter(({ name }) => name === testCase.alert);
  if (alerts.length === 0) throw new Error(`the group has no alert ${testCase.alert}`);
  expectFiring(prometheusRuleFile([{ ...group, alerts }]), testCase);
}
