import { prometheusRuleFile } from "../../../../alerts";
import { SHIPPED_GROUPS } from "../../shipped-groups";
import type { RecordedCase } from "../promtool";
import { recordedCases } from "../recorded-cases";
import { alertsOf, rulesOf } from "./rules-of-file";

const CASES = recordedCases().map((recorded) => ({
  recorded,
  rules: new Set(rulesOf(recorded.ruleFile).map((rule) => JSON.stringify(rule))),
}));

/** The cases with an alert exactly as it is shipped. */
const casesOf = (alert: string, rule: object): RecordedCase[] =>
  CASES.filter(({ recorded, rules }) => recorded.alert === alert && rules.has(JSON.stringify(rule))).map(
    ({ recorded }) => recorded,
  );

/** How often a case has an alert of the severity fire. */
const firings = ({ test }: RecordedCase, severity: string): number =>
  test.tests
    .flatMap(({ alert_rule_test: moments = [] }) => moments)
    .flatMap(({ exp_alerts: alerts }) => alerts)
    .filter(({ exp_labels: labels }) => labels["severity"] === severity).length;

const ALERTS = SHIPPED_GROUPS.flatMap((group) =>
  alertsOf(prometheusRuleFile([group])).map((rule) => {
    const [alert, severity] = [rule.alert ?? "", rule.labels?.["severity"] ?? ""];
    return { title: `${group.name}: ${alert} (${severity})`, alert, severity, rule };
  }),
);

const RECORDINGS = SHIPPED_GROUPS.flatMap((group) =>
  rulesOf(prometheusRuleFile([group]))
    .filter(({ record }) => record !== undefined)
    .map((rule, index) => ({ title: `${group.name}: ${rule.record} (${index})`, rule })),
);

describe.each(ALERTS)("$title", ({ alert, severity, rule }) => {
  it("has a case in which it fires", () => {
    expect(casesOf(alert, rule).filter((each) => firings(each, severity) > 0)).not.toEqual([]);
  });

  it(
    alert === "Watchdog" ? "has no case in which it is silent, as it never is" : "has a case in which it never fires",
    () => {
      const silent = casesOf(alert, rule).filter((each) => firings(each, severity) === 0);
      expect(silent.length > 0).toBe(alert !== "Watchdog");
    },
  );
});

describe("each recording", () => {
  it.each(RECORDINGS)("has a case that looks at what it records: $title", ({ rule }) => {
    const looking = CASES.filter(
      ({ recorded, rules }) =>
        rules.has(JSON.stringify(rule)) &&
        recorded.test.tests
          .flatMap(({ promql_expr_test: tests = [] }) => tests)
          .some(({ expr }) => Array.from(expr.matchAll(/\w+(?::\w+)+/g), String).includes(rule.record ?? "")),
    );
    expect(looking).not.toEqual([]);
  });
});
