import { checkRules, ruleFileGroups } from "../../cli/private/checks/rules";
import { fakeDeployment } from "./support/fake-deployment";
import { fakeServer } from "./support/fake-server";
import { carrier, container } from "./support/resources";

const RULES = "groups:\n  - name: api\n    rules:\n      - alert: Broken\n        expr: up == 0\n";

async function check(groups: readonly object[], files: Readonly<Record<string, string>> = { "rules-api.yml": RULES }) {
  await using server = await fakeServer({ "/api/v1/rules": { body: { data: { groups } } } });
  const volumes = [{ volume_name: "prometheus-config" }];
  const deployment = fakeDeployment({
    resources: [
      container({ component: "prometheus", url: server.url, attributes: { volumes } }),
      carrier("prometheus", files),
    ],
  });
  const [subject] = deployment.containers.filter(({ component }) => component === "prometheus");
  if (subject === undefined) throw new Error("the deployment has no Prometheus");
  return await checkRules(deployment, subject);
}

describe("the check of Prometheus' rules", () => {
  it("passes when each group of the rule files is there and works", async () => {
    const result = await check([{ name: "api", rules: [{ name: "Broken", health: "ok" }] }]);
    expect(result).toEqual({ name: "rules", summary: "1 group in prometheus", problems: [] });
  });

  it("passes for a rule that was not evaluated yet", async () => {
    expect((await check([{ name: "api", rules: [{ name: "Broken", health: "unknown" }] }]))?.problems).toEqual([]);
  });

  it("fails for a group that is missing", async () => {
    expect((await check([]))?.problems).toMatchObject([{ what: "prometheus has no rule group api" }]);
  });

  it("fails for a rule that cannot be evaluated", async () => {
    const rules = [{ name: "Broken", health: "err", lastError: "many-to-many matching" }];
    expect((await check([{ name: "api", rules }]))?.problems).toMatchObject([
      { what: "rule Broken of group api fails in prometheus: many-to-many matching" },
    ]);
  });

  it("has nothing to say without rule files", async () => {
    expect(await check([], { "prometheus.yml": "scrape_configs: []" })).toBeUndefined();
  });
});

describe("a rule file", () => {
  const groupsOf = (content: string, file = "/configuration/rules.yml") => ruleFileGroups([{ file, content }]);

  it("tells groups with alerts from those that only record", () => {
    const recordings = "groups:\n  - name: records\n    rules:\n      - record: a\n        expr: b\n";
    expect(groupsOf(RULES)).toEqual([{ name: "api", alerts: 1 }]);
    expect(groupsOf(recordings)).toEqual([{ name: "records", alerts: 0 }]);
  });

  it("is told from a file with a secret by its name", () => {
    expect(groupsOf("{ not: yaml", "/configuration/credentials-api")).toEqual([]);
  });
});
