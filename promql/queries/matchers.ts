/**
 * A condition on a label, as PromQL writes it: `="GET"`, `!="GET"`, `=~"GET|HEAD"`, `!~"GET|HEAD"`. A regular expression
 * has to match the whole value.
 */
export type Matcher<Value extends string = string> = `${"=" | "!="}"${Value}"` | `${"=~" | "!~"}"${string}"`;

/** Conditions by label, as texts that the compiler does not look into: `{ endpoint: '=~"$endpoint"' }`. */
export type Matchers = Readonly<Record<string, string>>;

const MATCHER = /^(?:=|!=|=~|!~)"(?:[^"\\]|\\.)*"$/;

/** What is wrong with conditions, of one option or each of an option of its own. */
export const matcherProblems = (option: string | undefined, matchers: Matchers): string[] =>
  Object.entries(matchers).flatMap(([label, matcher]) => {
    const place = option === undefined ? label : `${option}.${label}`;
    return MATCHER.test(matcher)
      ? []
      : [
          `${place} must be an operator and a quoted text, such as ="a" or =~"a|b": received ${JSON.stringify(matcher)}`,
        ];
  });

/** `metric{a="b",c=~"d"}`, without braces where there is nothing to match. */
export function selector(metric: string, matchers: Matchers = {}): string {
  const inner = Object.entries(matchers)
    .map(([label, matcher]) => `${label}${matcher}`)
    .join(",");
  return inner === "" ? metric : `${metric}{${inner}}`;
}
