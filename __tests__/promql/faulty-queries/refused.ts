import type { FaultyQuery } from "./faulty-query";

/** What Prometheus takes for no expression. */
export const refusedQueries: readonly FaultyQuery[] = [
  { kind: "bad-number", marked: "up > «1__000»", message: '"1__000" is no number and no duration' },
  {
    kind: "bad-string",
    marked: 'up{instance=~"node«\\d»:.*"}',
    message: "a string has no escape \\d: write \\\\d, or put the string between backquotes",
  },
  { kind: "bool-without-comparison", marked: "up «+» bool 1", message: 'bool belongs to comparisons, and "+" is none' },
  { kind: "bracket-mismatch", marked: "sum(up«]»", message: '"]" closes "(", which needs ")"' },
  { kind: "bracket-unclosed", marked: "sum«(»rate(api_requests_total[5m])", message: '"(" is not closed: add ")"' },
  { kind: "bracket-unopened", marked: "sum(up)«)»", message: '")" closes nothing: nothing is open here' },
  {
    kind: "comment-in-window",
    marked: "rate(api_requests_total[«# five minutes»\n5m])",
    message: "a comment in brackets can only follow a number: put it in front of the brackets",
  },
  { kind: "division-by-zero", marked: "max_over_time(up[5m / «0»])", message: "a duration is divided by 0" },
  { kind: "dotted-name", marked: "http«.»requests", message: 'a name with a dot is quoted and in braces: {"http.…"}' },
  {
    kind: "duration-before-step",
    marked: "max_over_time(up[step() «:»])",
    message: "Prometheus needs a number before the colon of a subquery: write 1 * before the window",
  },
  {
    kind: "duration-not-positive",
    marked: "rate(api_requests_total[«0s»])",
    message: "a window has to be longer than 0",
  },
  {
    kind: "duration-out-of-range",
    marked: "up offset «300y»",
    message: '"300y" is further than Prometheus reckons, 292 years',
  },
  { kind: "empty-expression", marked: "«»", message: "expression is empty" },
  { kind: "empty-label", marked: 'sum by («""») (up)', message: "a label's name is not empty" },
  {
    kind: "every-series",
    marked: '«{job=~".*"}»',
    message: "the selector would take every series: name a metric, or a label's value that is not empty",
  },
  {
    kind: "experimental-fill",
    marked: "up + «fill(0)» up",
    message:
      "fill is experimental, and Prometheus refuses it unless it is started with --enable-feature=promql-binop-fill-modifiers",
  },
  {
    kind: "experimental-function",
    marked: "«limitk»(2, up)",
    message:
      "limitk() is experimental, and Prometheus refuses it unless it is started with --enable-feature=promql-experimental-functions",
  },
  {
    kind: "experimental-modifier",
    marked: "rate(«api_requests_total[5m] anchored»)",
    message:
      "anchored is experimental, and Prometheus refuses it unless it is started with --enable-feature=promql-extended-range-selectors",
  },
  { kind: "foreign-operator", marked: "up «&&» up", message: 'PromQL has no operator "&&": write "and"' },
  {
    kind: "foreign-space",
    marked: "up«\u00a0»== 0",
    message: "U+00A0 is a space that PromQL does not know: write a plain one",
  },
  {
    kind: "group-with-set-operator",
    marked: "up «and» on (job) group_left up",
    message: "and matches many to many: leave group_left out",
  },
  {
    kind: "labels-without-parentheses",
    marked: "sum by «job» (up)",
    message: 'the labels of "by" are in parentheses: write by (job)',
  },
  {
    kind: "lent-label-matched",
    marked: "up / on (job) group_left («job») up",
    message: 'label "job" is in on (…) already, so that group_left need not lend it',
  },
  {
    kind: "matching-with-scalar",
    marked: "up «*» on (job) 2",
    message: "on (…) matches series, and one side is a scalar: leave it out",
  },
  { kind: "missing-comma", marked: 'up{job="api" «instance»="x"}', message: 'a comma is missing before "instance"' },
  {
    kind: "modifier-misplaced",
    marked: "«sum(up)» offset 5m",
    message: "offset can only follow a selector or a subquery: put it directly behind each selector",
  },
  { kind: "modifier-twice", marked: "«up offset 1m offset 2m»", message: "offset is given twice: leave one out" },
  {
    kind: "name-and-condition",
    marked: 'up{«__name__=~"u."»}',
    message: 'the selector has a name, "up", and a condition on it: leave one out',
  },
  {
    kind: "name-twice",
    marked: 'up{__name__=«"up"»}',
    message: 'the selector has two names, "up" and "up": leave one out',
  },
  {
    kind: "no-duration",
    marked: "rate(api_requests_total[5 «minutes»])",
    message: '"minutes" is no duration: write a number and a unit (ms, s, m, h, d, w, y), such as 5m',
  },
  { kind: "no-time", marked: "up @ «NaN»", message: '"NaN" is no duration and no time' },
  { kind: "not-utf8", marked: 'up{job=~«"\\xff.*"»}', message: 'the escapes in "\\xff.*" give no text in UTF-8' },
  {
    kind: "offset-swallows",
    marked: "up offset (5m) «+» up",
    message: "Prometheus takes what follows for a part of the offset: put the selector with its offset in parentheses",
  },
  { kind: "pattern-character", marked: 'up{job=~«"(a)\\\\1"»}', message: 'RE2 has no backreference "\\1"' },
  { kind: "pattern-group", marked: 'up{job=~"«(?!»node).*"}', message: 'RE2 has no look-ahead "(?!"' },
  { kind: "pattern-range", marked: 'up{job=~"[«z-a»]"}', message: 'range "z-a" runs downwards' },
  { kind: "pattern-repetition", marked: 'up{job=~"«*»node"}', message: '"*" repeats nothing' },
  {
    kind: "pattern-too-large",
    marked: `up{job=~"«${"(".repeat(1_000)}node${")".repeat(1_000)}»"}`,
    example: 'up{job=~"((((…node…))))"}',
    message: "RE2 refuses a pattern that is nested so deeply",
  },
  { kind: "pattern-unclosed", marked: 'up{job=~"«(»node"}', message: '"(" is not closed' },
  {
    kind: "reserved-word",
    marked: "sum by («without») (up)",
    message: '"without" is a word of PromQL: put it in quotes',
  },
  { kind: "scalar-comparison", marked: "1 «==» 1", message: 'two scalars are compared with bool: write "== bool"' },
  {
    kind: "too-long",
    marked: `${"(".repeat(500)}«(»up${")".repeat(501)}`,
    example: "((((…up…))))",
    message: "the expression is nested more than 500 deep, which is more than the check reads",
  },
  { kind: "unexpected", marked: "up «down»", message: 'unexpected "down" after "up"' },
  {
    kind: "unfinished-expression",
    marked: "up +«»",
    message: 'expression ends too early: something has to follow "+"',
  },
  {
    kind: "unknown-function",
    marked: "«raet»(api_requests_total[5m])",
    message: 'unknown function "raet"; did you mean "rate"?',
  },
  { kind: "unquoted-value", marked: "up{job=«api»}", message: `a label's value is quoted: write "api" in quotes` },
  { kind: "value-missing", marked: "up{job=~«}»", message: 'a quoted value has to follow =~, not "}"' },
  {
    kind: "variable-function",
    marked: "«${aggregation}»(up)",
    message: "variable ${aggregation} stands for a function, so that nothing here can be checked",
  },
  {
    kind: "window-misplaced",
    marked: "rate(api_requests_total[5m])[«10m»]",
    message: "a window can only follow a selector: take a subquery, such as [1h:5m], of anything else",
  },
  { kind: "wrong-argument-count", marked: "«topk»(up)", message: "topk() takes 2 arguments, and has 1" },
  {
    kind: "wrong-matcher",
    marked: 'up{job«==»"api"}',
    message: "a matcher is written with =, !=, =~ or !~, not with ==",
  },
  {
    kind: "wrong-type",
    marked: "rate(«api_requests_total»)",
    message: "rate() needs a range vector, and this is an instant vector: add a window, such as [5m]",
  },
];
