import { setTimeout as pause } from "node:timers/promises";
import { grafanaRuleGroup, prometheusRuleFile } from "../../../../alerts";
import { SHIPPED_GROUPS } from "../../shipped-groups";
import { recordedCases } from "../recorded-cases";
import { alertsOf } from "./rules-of-file";
import { FilledPrometheus, type Labels, type RuleState } from "./filled-prometheus";
import { type FiringMoment, firingMoments, isSame, openMetricsOf, withMoment, type World } from "./worlds";

/** A rule as both renderings have it. */
interface ShippedRule {
  readonly group: string;
  readonly name: string;
  readonly severity: string;
  /** The rule in the rule file, as text. */
  readonly inFile: string;
  /** Grafana's query A. */
  readonly queryA: string;
  /** The labels that Grafana adds to a series. */
  readonly labels: Labels;
}

const RULES: readonly ShippedRule[] = SHIPPED_GROUPS.flatMap((group) => {
  const inFile = alertsOf(prometheusRuleFile([group]));
  return grafanaRuleGroup(group, { datasourceUid: "prometheus" }).rule.map(({ name, labels, data }, index) => ({
    group: group.name,
    name,
    severity: labels["severity"] ?? "",
    inFile: JSON.stringify(inFile[index]),
    queryA: (JSON.parse(data.find(({ refId }) => refId === "A")?.model ?? "") as { expr: string }).expr,
    labels,
  }));
});

const nameOf = ({ group, name, severity }: ShippedRule) => `${group}: ${name} (${severity})`;

/** A moment for each rule at which it has alerts, and the worlds in which these moments are. */
function placed(): { readonly moments: ReadonlyMap<ShippedRule, FiringMoment>; readonly worlds: readonly World[] } {
  const cases = recordedCases().map((recorded) => ({
    recorded,
    rules: new Set(alertsOf(recorded.ruleFile).map((rule) => JSON.stringify(rule))),
  }));
  const moments = new Map<ShippedRule, FiringMoment>();
  let worlds: readonly World[] = [];
  for (const rule of RULES) {
    const [moment] = cases
      .filter(({ recorded, rules }) => recorded.alert === rule.name && rules.has(rule.inFile))
      .flatMap(({ recorded }) => firingMoments(recorded, rule.severity))
      .sort((first, second) => first.seconds - second.seconds);
    if (moment === undefined) throw new Error(`no case in which ${nameOf(rule)} fires`);
    moments.set(rule, moment);
    worlds = withMoment(worlds, moment);
  }
  return { moments, worlds };
}

/** Labels as one text, without the name of the metric, which is no label of an alert. */
const key = ({ __name__: _, ...labels }: Labels) =>
  JSON.stringify(Object.entries(labels).sort(([first], [second]) => (first < second ? -1 : 1)));

/** What Grafana's query returns, with the labels that Grafana adds, and the alerts of the rule file's rule. */
async function bothSides(prometheus: FilledPrometheus, rule: ShippedRule) {
  const states: readonly RuleState[] = (await prometheus.alertRules()).get(rule.group) ?? [];
  const state = states.find(({ name, labels }) => name === rule.name && labels["severity"] === rule.severity);
  const series = await prometheus.query(rule.queryA);
  return {
    grafana: series.map((labels) => key({ ...labels, ...rule.labels, alertname: rule.name })).sort(),
    ruleFile: (state?.alerts ?? []).map(({ labels }) => key(labels)).sort(),
    lastError: state?.lastError ?? "",
  };
}

describe("Grafana's query A returns the series of the rule file's alert, on one Prometheus, at a moment of a case", () => {
  const { moments, worlds } = placed();

  it("of every rule", () => {
    expect([...moments.keys()].map(nameOf)).toEqual(RULES.map(nameOf));
  });

  describe.each(worlds.map((world, index) => ({ index, world })))("on Prometheus $index", ({ world }) => {
    let prometheus: FilledPrometheus;

    beforeAll(async () => {
      const everySecond = SHIPPED_GROUPS.map((group) => ({ ...group, interval: "1s" }));
      prometheus = await FilledPrometheus.start(
        openMetricsOf(world, Date.now() / 1000),
        prometheusRuleFile(everySecond),
      );
    }, 60_000);

    afterAll(() => prometheus.stop());

    const here = RULES.filter((rule) => {
      const moment = moments.get(rule);
      return moment !== undefined && world.some((other) => isSame(other, moment));
    });

    it.each(here.map((rule) => ({ title: nameOf(rule), rule })))(
      "for $title",
      async ({ rule }) => {
        let sides = await bothSides(prometheus, rule);
        // The first evaluation may be yet to come.
        for (let attempt = 0; attempt < 50 && sides.ruleFile.length === 0; attempt += 1) {
          await pause(200);
          sides = await bothSides(prometheus, rule);
        }
        expect(sides.lastError).toBe("");
        expect(sides.grafana).toEqual(sides.ruleFile);
        expect(sides.grafana).not.toEqual([]);
      },
      30_000,
    );
  });
});
