/** Label matchers as PromQL writes them, by label: `{ endpoint: '=~"$endpoint"' }`. */
export type Matchers = Readonly<Record<string, string>>;

/** `metric{a="b",c=~"d"}`, without braces where there is nothing to match. */
export function selector(metric: string, matchers: Matchers = {}): string {
  const inner = Object.entries(matchers)
    .map(([label, matcher]) => `${label}${matcher}`)
    .join(",");
  return inner === "" ? metric : `${metric}{${inner}}`;
}
