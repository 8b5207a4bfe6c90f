import { templateFault } from "../../alerts/private/template-syntax";

const text = String.raw;

describe("a template that Prometheus reads", () => {
  it.each([
    text`no action, and }} or {"a":{"b":1}} is text`,
    text`{{ $value }}{{ $labels.job }}{{ .Labels.job }}{{ $.Labels.job }}{{ . }}`,
    text`{{- $value -}} and {{ -1 }}, {{ .5 }}, {{ 1e3 }}, {{ 0x1F }}, {{ 1_000 }}`,
    text`{{/* a comment with }} and {{ in it */}}{{- /* another */ -}}`,
    text`{{ printf "%.2f \"}}\" \u00e9" $value }}{{ print ${"`a\\d\nb }}`"} }}{{ 'x' }}`,
    text`{{ index $labels "my-label" }}{{ (index $labels "a") | toUpper }}{{ reReplaceAll "(.*)" "$1" $labels.job }}`,
    text`{{ if eq $labels.severity "critical" }}a{{ else if gt $value 1.0 }}b{{ else }}c{{ end }}`,
    text`{{ range $name, $text := $labels }}{{ $name }}{{ if $text }}{{ continue }}{{ end }}{{ break }}{{ else }}none{{ end }}`,
    text`{{ with $job := $labels.job }}{{ $job }}{{ else with $value }}{{ . }}{{ end }}`,
    text`{{ $x := 1 }}{{ $x = 2 }}{{ if true }}{{ $x }}{{ end }}`,
    text`{{ define "x" }}{{ . }}{{ end }}{{ template "x" . }}{{ block "y" . }}{{ .Labels }}{{ end }}`,
    "{{\n\t$value\n\t| humanizePercentage\n}}",
  ])("%s", (template) => {
    expect(templateFault(template)).toBeUndefined();
  });
});

const COMPARE = "which compares nothing: call eq, ne, lt, le, gt, ge, and, or, not";

describe("a template that Prometheus refuses", () => {
  it.each([
    [text`{{ humanise $value }}`, "calls humanise, which is no function of Prometheus' and Grafana's templates"],
    [text`{{ 5m }}`, "calls m, which is no function of Prometheus' and Grafana's templates"],
    [text`{{ $foo }}`, "reads $foo, which is nothing here: declare it with :="],
    [text`{{ range $x := $labels }}{{ end }}{{ $x }}`, "reads $x, which is nothing here: declare it with :="],
    [text`{{ define "x" }}{{ $labels.job }}{{ end }}`, "reads $labels, which is nothing here: declare it with :="],
    [text`{{ if $value }} a`, "does not close its {{ if }}: write {{ end }}"],
    [text`{{ if }} a {{ end }}`, "has an {{ if }} that says nothing more: write what it is about"],
    [text`{{ end }}`, "has an {{ end }} of nothing"],
    [text`{{ else }}`, "has an {{ else }} of nothing"],
    [text`{{ if true }}{{ else }}{{ else }}{{ end }}`, "has two {{ else }} of one {{ if }}, or one of a {{ define }}"],
    [text`{{ break }}`, "has a {{ break }} outside of any {{ range }}"],
    [text`{{}}`, "has an empty {{ }}: write something between the braces, or leave them out"],
    [text`}} {{`, "must close each {{ with }}"],
    [text`{{ "abc }}`, 'has a quote in {{ }} that is not closed, "'],
    [
      text`{{ reReplaceAll "\d+" "" "a1" }}`,
      text`has the escape \d, which no text has: put the text between backquotes`,
    ],
    [text`{{ ($value }}`, "does not close a ("],
    [text`{{ $value) }}`, "has a ) that closes nothing"],
    [text`{{ if $value > 1 }}{{ end }}`, `has > in {{ }}, ${COMPARE}`],
    [text`{{ if $value == 1 }}{{ end }}`, `has = in {{ }}, ${COMPARE}`],
    [
      text`{{ $labels.my-label }}`,
      'has - in {{ }}, where it means nothing: a label of such a name is read as {{ index $labels "…" }}',
    ],
  ])("%s", (template, fault) => {
    expect(templateFault(template)).toBe(fault);
  });
});
