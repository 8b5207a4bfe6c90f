import { checkGrafana } from "../../cli/private/checks/grafana";
import { grafanasOf } from "../../cli/private/grafana-content";
import { grafanaLogin } from "../../cli/private/grafana-login";
import { fakeDeployment, type FakeDeploymentOptions } from "./support/fake-deployment";
import { fakeServer, silentUrl, type FakeReply, type FakeRoutes } from "./support/fake-server";
import type { Resource } from "../../cli/private/resource";
import { container, content, resource } from "./support/resources";

const ADMIN = `Basic ${Buffer.from("admin:secret").toString("base64")}`;

const everything = [
  content("grafana_data_source", "prometheus", { uid: "prometheus" }),
  content("grafana_dashboard", "api", { uid: "api" }),
  content("grafana_rule_group", "api", { name: "api", folder_uid: "monitoring" }),
];

const group = (rest: object = {}) => ({
  name: "api",
  folderUid: "monitoring",
  rules: [{ name: "HighLatency", health: "ok" }],
  ...rest,
});

const routes = (...groups: object[]): FakeRoutes => ({
  "/api/org": ({ headers }): FakeReply => (headers.authorization === ADMIN ? { body: { id: 1 } } : { status: 401 }),
  "/api/datasources/uid/prometheus/health": { body: { status: "OK", message: "fine" } },
  "/api/dashboards/uid/api": { body: { dashboard: {} } },
  "/api/prometheus/grafana/api/v1/rules": { body: { data: { groups } } },
});

const provider = (url: string, auth = "admin:secret") => ({ provider: { grafana: [{ url, auth }] } });

async function check(answers: FakeRoutes, options: Partial<FakeDeploymentOptions> & { auth?: string } = {}) {
  await using server = await fakeServer(answers);
  return await checkAt(server.url, options);
}

async function checkAt(url: string, { auth, ...rest }: Partial<FakeDeploymentOptions> & { auth?: string } = {}) {
  const grafana = container({ component: "grafana", url });
  const deployment = fakeDeployment({ resources: [grafana, ...everything], json: provider(url, auth), ...rest });
  const [subject] = grafanasOf(deployment.stack, deployment.resources, deployment.containers);
  if (subject === undefined) throw new Error("the deployment has no content");
  return checkGrafana(deployment, subject);
}

describe("the check of Grafana", () => {
  it("passes when the datasource answers and all content is there", async () => {
    expect(await check(routes(group()))).toEqual({
      name: "grafana",
      summary: "1 datasource, 1 dashboard, 1 rule group",
      problems: [],
    });
  });

  it("fails when the datasource does not answer, in Grafana's words", async () => {
    const health = { status: 400, body: { status: "ERROR", message: "dial tcp: connection refused" } };
    const { problems } = await check({ ...routes(group()), "/api/datasources/uid/prometheus/health": health });
    expect(problems?.map(({ what }) => what)).toEqual([expect.stringContaining("dial tcp: connection refused")]);
  });

  it("fails when the datasource answers that it is not well", async () => {
    const health = { body: { status: "ERROR", message: "no" } };
    const { problems } = await check({ ...routes(group()), "/api/datasources/uid/prometheus/health": health });
    expect(problems).toMatchObject([
      { what: "datasource prometheus does not answer: no", expected: "its health is OK" },
    ]);
  });

  it("fails when a dashboard is missing", async () => {
    const { problems } = await check({ ...routes(group()), "/api/dashboards/uid/api": { status: 404 } });
    expect(problems).toMatchObject([{ what: "Grafana has no dashboard api" }]);
  });

  it("fails when a rule group is missing", async () => {
    expect((await check(routes())).problems).toMatchObject([{ what: "grafana has no rule group api" }]);
  });

  it("does not take a group in somebody else's folder for the stack's", async () => {
    expect((await check(routes(group({ folderUid: "other" })))).problems).toHaveLength(1);
  });

  it("fails when a rule cannot be evaluated", async () => {
    const rules = [{ name: "HighLatency", health: "error", lastError: "bad query" }];
    expect((await check(routes(group({ rules })))).problems).toMatchObject([
      { what: "rule HighLatency of group api fails in grafana: bad query" },
    ]);
  });

  it("passes for a rule that finds nothing, or was not evaluated yet", async () => {
    const rules = ["nodata", "unknown"].map((health) => ({ name: health, health }));
    expect((await check(routes(group({ rules })))).problems).toEqual([]);
  });

  it("waits for a datasource that answers only after a moment", async () => {
    let asked = 0;
    const health = () => (++asked < 3 ? { status: 500, body: "starting" } : { body: { status: "OK" } });
    const { problems } = await check({ ...routes(group()), "/api/datasources/uid/prometheus/health": health });
    expect(problems).toEqual([]);
    expect(asked).toBe(3);
  });

  it("fails when Grafana refuses the login", async () => {
    expect(await check(routes(group()), { auth: "admin:wrong" })).toMatchObject({
      summary: "refuses the login",
      problems: [{ expected: "the administrator's name and password are those that Grafana keeps in its volume" }],
    });
  });

  it("fails when nobody answers", async () => {
    const url = await silentUrl();
    expect((await checkAt(url)).problems).toMatchObject([
      { expected: `grafana answers at ${url}`, look: "docker logs --tail 50 grafana" },
    ]);
  });

  it("is left out, with a notice, when only Terraform knows the login", async () => {
    expect(await check(routes(group()), { auth: "admin:${var.password}" })).toMatchObject({
      summary: "not checked",
      notices: [
        "grafana not checked: its login is known to Terraform only; set its variables by TF_VAR_NAME to have it checked",
      ],
    });
  });
});

describe("the Grafanas of a stack", () => {
  const found = (resources: readonly Resource[], json: object = {}) => {
    const { stack, containers } = fakeDeployment({ resources, json });
    return grafanasOf(stack, resources, containers);
  };

  it("are told by the providers of the content", () => {
    const other = resource("grafana_dashboard", "other", { uid: "other", provider: "grafana.second" });
    expect(found([...everything, other]).map(({ resources }) => resources.length)).toEqual([3, 1]);
  });

  it("are in the container that the content depends on", () => {
    const grafanas = [container({ component: "grafana" }), container({ component: "grafana", name: "second" })];
    const [only] = found([...grafanas, content("grafana_folder", "a", {}, "second")]);
    expect(only?.container?.name).toBe("second");
  });

  it("are in the container at the provider's address when the content depends on none", () => {
    const grafana = container({ component: "grafana", url: "http://127.0.0.1:3000" });
    const [only] = found([grafana, resource("grafana_folder", "a")], provider("http://127.0.0.1:3000"));
    expect(only?.container?.name).toBe("grafana");
  });

  it("are somebody else's when neither leads to a container", () => {
    const grafana = container({ component: "grafana", url: "http://127.0.0.1:3000" });
    const [only] = found([grafana, resource("grafana_folder", "a")], provider("https://grafana.example.com"));
    expect(only?.container).toBeUndefined();
  });
});

describe("a login", () => {
  const url = "http://127.0.0.1:3000";

  it("is a name and a password", () => {
    expect(grafanaLogin({ url, auth: "admin:with:colon" })).toMatchObject({ user: "admin", password: "with:colon" });
  });

  it("is a token", () => {
    expect(grafanaLogin({ url, auth: "glsa_1" })).toEqual({
      url,
      authorization: "Bearer glsa_1",
      user: undefined,
      password: undefined,
    });
  });

  it("is nothing for an open Grafana", () => {
    expect(grafanaLogin({ url, auth: "anonymous" })?.authorization).toBeUndefined();
  });

  it("is one whose password looks like a template, which it is not any more", () => {
    expect(grafanaLogin({ url, auth: "admin:a${b}" })).toMatchObject({ password: "a${b}" });
  });

  it.each([{}, { url }])("is unknown in %j", (settings) => {
    expect(grafanaLogin(settings)).toBeUndefined();
  });

  it.each(["url", "auth"])("is unknown where only Terraform knows its %s", (setting) => {
    expect(grafanaLogin({ url, auth: "admin:${var.a}" }, new Set([setting]))).toBeUndefined();
  });
});
