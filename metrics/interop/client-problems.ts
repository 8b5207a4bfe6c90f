/** What this package uses of prom-client; its successor has all of it, and may be installed under its name. */
const EXPORTS = ["Counter", "Gauge", "Histogram", "Registry", "Summary", "collectDefaultMetrics", "register"] as const;

/** What is wrong with the package that is installed as prom-client; nothing when it can be used. */
export function clientProblems(client: object): string[] {
  const missing = EXPORTS.filter((name) => !(name in client));
  if (missing.length === 0) return [];
  return [
    `the package installed as "prom-client" has no ${missing.join(", ")}: install prom-client 15, or have "overrides" in package.json put "npm:@prometheus-io/client@0.16" in its place`,
  ];
}
