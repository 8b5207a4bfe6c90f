import { templateFault } from "./template-syntax";

/** What a template computes; the text around it is kept as it is. */
const ACTION = /\{\{.*?\}\}/gs;

/** Strings within an action, which call and read nothing whatever they contain. */
const QUOTED = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;

const DIFFERENT_IN_GRAFANA = [
  { found: /\$values\b/, message: "reads $values, which Prometheus does not have: write $value" },
  { found: /(?<![\w)])\.Value\b/, message: "reads .Value, which is a text in Grafana: write $value" },
  { found: /\$externalLabels\b/, message: "reads $externalLabels, which Grafana does not have" },
  { found: /\$externalURL\b/, message: "reads $externalURL, which Grafana does not have" },
  { found: /(?<![\w.$])query\b/, message: "calls query, which finds nothing in Grafana" },
] as const;

/** What keeps a template from being read, or from reading the same in Prometheus and in Grafana. */
export function templateProblems(option: string, template: unknown): string[] {
  if (typeof template !== "string") return [];
  const fault = templateFault(template);
  if (fault !== undefined) return [`${option} ${fault}: received ${JSON.stringify(template)}`];
  const actions = (template.match(ACTION) ?? []).join("\n").replace(QUOTED, "");
  return DIFFERENT_IN_GRAFANA.filter(({ found }) => found.test(actions)).map(
    ({ message }) => `${option} ${message}: received ${JSON.stringify(template)}`,
  );
}

/**
 * A Prometheus template as Grafana reads it. There `$value` is a text that lists every query and expression of the rule;
 * what Prometheus calls the value is that of the query.
 */
export function grafanaTemplate(template: string, queryRefId: string): string {
  return template.replace(ACTION, (action) => action.replace(/\$value\b/g, () => `$values.${queryRefId}.Value`));
}
