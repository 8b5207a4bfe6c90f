import { execFileSync } from "node:child_process";
import { join } from "node:path";

const direction = "import-x/no-restricted-paths";
const specifier = "@typescript-eslint/no-restricted-imports";

interface Case {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  /** The lint rules that object. */
  readonly refusedBy: readonly string[];
}

const refused = (title: string, path: string, imported: string, rule: string): Case => ({
  title,
  path,
  text: `import "${imported}";\n`,
  refusedBy: [rule],
});

const allowed = (title: string, path: string, imported: string): Case => ({
  ...refused(title, path, imported, ""),
  refusedBy: [],
});

const cases: readonly Case[] = [
  refused("metrics imports no cdktf", "metrics/new.ts", "cdktf", specifier),
  refused("metrics imports no package but prom-client", "metrics/new.ts", "express", specifier),
  refused("metrics imports no other room", "metrics/new.ts", "../promql/duration", direction),
  refused("promql imports no dashboards", "promql/new.ts", "../dashboards/dashboard-definition", direction),
  refused("promql imports no cdktf", "promql/new.ts", "cdktf", specifier),
  refused("dashboards import no cdktf", "dashboards/new.ts", "cdktf", specifier),
  refused("dashboards import no constructs", "dashboards/new.ts", "../constructs", direction),
  refused("dashboards import no alerts", "dashboards/new.ts", "../alerts/alert-group", direction),
  refused("dashboards do not load prom-client", "dashboards/new.ts", "cdktf-monitoring-metrics", specifier),
  refused("alerts import no constructs package", "alerts/new.ts", "constructs", specifier),
  refused("alerts import no dashboards", "alerts/new.ts", "../dashboards/dashboard-definition", direction),
  refused("alerts import no Grafana SDK", "alerts/new.ts", "@grafana/grafana-foundation-sdk/dashboard", specifier),
  refused("constructs import no entry point", "constructs/new.ts", "../entry/metrics", direction),
  refused("constructs import one resource, not an index", "constructs/new.ts", "@cdktf/provider-docker", specifier),
  refused(
    "constructs import bindings by package name",
    "constructs/new.ts",
    "../packages/provider-grafana/src/folder",
    specifier,
  ),
  refused("a private folder is for its room alone", "alerts/new.ts", "../promql/private/syntax", specifier),
  refused("examples import no sources", "examples/new.ts", "../constructs", specifier),
  refused("benchmarks import no sources", "bench/new.ts", "../dist/constructs", specifier),
  refused("end-to-end tests import no bindings", "e2e/new.ts", "@cdktf/provider-grafana/lib/folder", specifier),
  allowed("metrics may import prom-client", "metrics/new.ts", "prom-client"),
  allowed("promql may import the metric definitions", "promql/new.ts", "cdktf-monitoring-metrics/definitions"),
  allowed("dashboards may import promql", "dashboards/new.ts", "../promql/duration"),
  allowed("alerts may import promql", "alerts/new.ts", "../promql/duration"),
  allowed("constructs may import alerts", "constructs/new.ts", "../alerts/alert-group"),
  allowed("constructs named in a path are not the package", "constructs/new.ts", "../constructs/prometheus"),
  allowed("constructs may import one binding", "constructs/new.ts", "@cdktf/provider-grafana/lib/folder"),
  allowed("a folder may import its private helpers", "promql/new.ts", "./private/syntax"),
  allowed("examples may import a public entry point", "examples/new.ts", "cdktf-monitoring/dashboards"),
  {
    title: "what a room exports has a doc comment",
    path: "alerts/new.ts",
    text: "export const limit = 1;\n",
    refusedBy: ["local/documentation"],
  },
  {
    title: "a private helper needs no doc comment",
    path: "alerts/private/new.ts",
    text: "export const limit = 1;\n",
    refusedBy: [],
  },
  {
    title: "a cast by way of unknown is refused",
    path: "constructs/private/new.ts",
    text: "export const limit = 1 as unknown as string;\n",
    refusedBy: ["no-restricted-syntax"],
  },
  {
    title: "constructs are not told apart by instanceof",
    path: "constructs/private/new.ts",
    text: "export const isStack = (value: object) => value instanceof TerraformStack;\n",
    refusedBy: ["no-restricted-syntax"],
  },
  {
    title: "a skipped test is refused",
    path: "__tests__/packaging/new.test.ts",
    text: 'it.skip("does nothing", () => undefined);\n',
    refusedBy: ["no-restricted-properties"],
  },
];

describe("lint", () => {
  let found: readonly (readonly string[])[];

  beforeAll(() => {
    const output = execFileSync(process.execPath, [join(__dirname, "lint-texts.mjs")], {
      cwd: join(__dirname, "..", ".."),
      input: JSON.stringify(cases),
      encoding: "utf8",
    });
    found = JSON.parse(output) as string[][];
  }, 60_000);

  it.each(cases.map((one, index) => [one.title, index, one.refusedBy] as const))("%s", (_title, index, refusedBy) => {
    expect(found[index]).toEqual(refusedBy);
  });
});
