import type { FaultyQuery } from "./faulty-query";

/** What works, though not where it stands. */
export const misplacedQueries: readonly FaultyQuery[] = [
  {
    kind: "not-for-a-panel",
    marked: "«up[5m]»",
    message: "a panel needs an instant vector or a scalar, and the expression is a range vector",
    options: { expect: "range-query" },
  },
  {
    kind: "not-for-a-rule",
    marked: "«1»",
    message: "a rule needs an instant vector, and the expression is a scalar",
    options: { expect: "instant-vector" },
  },
  {
    kind: "unknown-variable",
    marked: 'up{job="«$jb»"}',
    message: 'unknown variable "jb"; did you mean "job"?',
    options: { variables: ["job"] },
  },
  {
    kind: "variable-in-rule",
    marked: 'up{job="«$job»"}',
    message: "$job is a variable of a Grafana dashboard, and nothing fills it in here",
    options: { variables: "none" },
  },
  {
    kind: "unknown-variable-function",
    marked: "«label_value»(up, job)",
    message: 'unknown function "label_value"; did you mean "label_values"?',
    isVariableQuery: true,
  },
  {
    kind: "variable-query-arguments",
    marked: 'label_values(«up{job="a"}»)',
    message: "label_values() takes a label, or a selector and a label: label_values(up, job)",
    isVariableQuery: true,
  },
];
