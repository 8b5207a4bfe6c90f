import { checkVariableQuery } from "../../promql";
import { stackMetrics } from "./known-stack";

describe("the query of a template variable works", () => {
  it.each([
    ["label_values(job)"],
    ["label_values(api_requests_total, endpoint)"],
    ['label_values(api_requests_total{job="$job", method!="OPTIONS"}, endpoint)'],
    ['label_values(node_uname_info{job=~"$job"},nodename)'],
    ['label_values({__name__=~"api_.*"}, __name__)'],
    ["label_values(up, $label)"],
    ["label_values($metric, anything)"],
    ["label_values(  instance )"],
    ["label_names()"],
    ["label_names(node_.*)"],
    ["metrics(api_.*_total)"],
    ["metrics($prefix.*)"],
    ["query_result(topk(5, sum by (endpoint) (rate(api_requests_total[$__range]))))"],
    ["query_result(count by (job) (up))"],
    ['api_requests_total{method="GET"}'],
  ])("as in %s", (query) => {
    expect(checkVariableQuery(query, stackMetrics)).toEqual([]);
  });
});

describe("the query of a template variable is refused, with its place", () => {
  it.each([
    [
      "label_values(«api_request_total», endpoint)",
      'unknown metric "api_request_total"; did you mean "api_requests_total"?',
    ],
    ["label_values(api_requests_total, «endpont»)", 'no series here has label "endpont"; did you mean "endpoint"?'],
    [
      "label_values(api_requests_total,«path»)",
      'no series here has label "path": there are endpoint, method, status, job, instance, host',
    ],
    ["label_values(«endpont»)", 'no known metric has a label "endpont"; did you mean "endpoint"?'],
    ["label_values(«»)", "label_values() takes a label, or a selector and a label: label_values(up, job)"],
    ['label_values(«up{job="a"}»)', "label_values() takes a label, or a selector and a label: label_values(up, job)"],
    ['label_values(up{«jb»="a"}, instance)', 'metric "up" has no label "jb"; did you mean "job"?'],
    ["label_values(up«{», job)", '"{" is not closed: add "}"'],
    ["metrics(«nothing_.*»)", "no known metric has such a name"],
    ["metrics(«(?=»x))", 'RE2 has no look-ahead "(?="'],
    ["label_names(«(»)", '"(" is not closed'],
    ["query_result(sum by («path») (up))", 'no series here has label "path": there are job, instance, host'],
    ["«label_value»(up, job)", 'unknown function "label_value"; did you mean "label_values"?'],
    ["«somethingelse»", 'unknown metric "somethingelse"'],
    ["«»", "expression is empty"],
  ])("as in %s", (marked, message) => {
    const [from, to] = [marked.indexOf("«"), marked.indexOf("»") - 1];
    const query = marked.replace(/[«»]/g, "");
    expect(checkVariableQuery(query, stackMetrics)).toMatchObject([{ from, to, message }]);
  });
});

describe("the variables in the query of a template variable are those of the dashboard", () => {
  const query = 'label_values(api_requests_total{job="$job", method=~"$methd"}, endpoint)';

  it("any, unless it says which", () => {
    expect(checkVariableQuery(query, stackMetrics)).toEqual([]);
  });

  it("or those that it lists, and Grafana's own", () => {
    expect(checkVariableQuery(query, stackMetrics, { variables: ["job", "methd"] })).toEqual([]);
    expect(checkVariableQuery("query_result(max_over_time(up[$__range]))", stackMetrics, { variables: [] })).toEqual(
      [],
    );
  });

  it("and no others, beside whatever else is wrong", () => {
    expect(checkVariableQuery(query, stackMetrics, { variables: ["job", "method"] })).toEqual([
      { kind: "unknown-variable", from: 53, to: 59, message: 'unknown variable "methd"; did you mean "method"?' },
    ]);
    expect(checkVariableQuery("label_values(upp, $label)", stackMetrics, { variables: [] })).toMatchObject([
      { kind: "unknown-metric", from: 13 },
      { kind: "unknown-variable", from: 18 },
    ]);
  });
});
