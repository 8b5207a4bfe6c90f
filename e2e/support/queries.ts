import type { GrafanaApi } from "./grafana-api";

/** Something that a deployed stack asks, as a user who chose nothing has it asked. */
export interface AskedExpression {
  readonly kind: "panel" | "variable" | "alert";
  readonly expression: string;
}

/** An expression with Grafana's variables filled in as a user who chose nothing sees them. */
export const withVariables = (expression: string): string =>
  expression
    .replaceAll("$__rate_interval", "1m")
    .replaceAll("$__range", "5m")
    .replaceAll(/\$\{?\w+(:\w+)?\}?/g, ".*");

interface RuleGroups {
  readonly resource: {
    readonly grafana_rule_group: Readonly<
      Record<string, { readonly rule: readonly { readonly data: readonly { readonly model: string }[] }[] }>
    >;
  };
}

/** The queries of the alert rules in what Terraform was given; the conditions on their results ask nothing. */
function alertExpressions(stack: string): string[] {
  const { resource } = JSON.parse(stack) as RuleGroups;
  return Object.values(resource.grafana_rule_group)
    .flatMap(({ rule }) => rule)
    .flatMap(({ data }) => data.slice(0, 1))
    .map(({ model }) => (JSON.parse(model) as { expr: string }).expr);
}

/** Whatever the dashboards in a Grafana ask, and the alerts of the stack that was synthesized. */
export async function askedIn(grafana: GrafanaApi, stack: string): Promise<AskedExpression[]> {
  const asked: AskedExpression[] = [];
  for (const uid of await grafana.dashboards()) {
    for (const { targets = [] } of await grafana.panels(uid)) {
      for (const { expr = "" } of targets) asked.push({ kind: "panel", expression: withVariables(expr) });
    }
    for (const series of await grafana.variableSeries(uid)) {
      asked.push({ kind: "variable", expression: withVariables(series) });
    }
  }
  return [...asked, ...alertExpressions(stack).map((expression) => ({ kind: "alert" as const, expression }))];
}

/**
 * The selectors in an expression, told by the metrics that there are: by a search for their names, and not by what the
 * package itself makes of the expression.
 */
export function selectorsOf(expression: string, names: readonly string[]): string[] {
  const words = new Set(names);
  return [...expression.matchAll(/(?<![\w:"])([a-zA-Z_:][\w:]*)(\{[^}]*\})?/g)]
    .filter(([, name = ""]) => words.has(name))
    .map(([selector]) => selector);
}
