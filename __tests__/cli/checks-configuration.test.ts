import { checkConfiguration } from "../../cli/private/checks/configuration";
import { fakeDeployment, type FakeDeploymentOptions } from "./support/fake-deployment";
import { fakeServer, silentUrl, type FakeRoutes } from "./support/fake-server";
import { carrier, container } from "./support/resources";

const CREATED = "2026-01-01T12:00:00Z";
const AFTER = Date.parse(CREATED) / 1_000 + 3;
const BEFORE = Date.parse(CREATED) / 1_000 - 3;

const configuration = (...jobs: string[]) =>
  ["scrape_configs:", ...jobs.map((job) => `  - job_name: ${job}`), ...(jobs.length === 0 ? ["  []"] : [])].join("\n");

const metrics = (at: number, successful = 1, component = "prometheus") =>
  [
    `# HELP ${component}_config_last_reload_successful Whether the last one was.`,
    `${component}_config_last_reload_successful ${successful}`,
    `${component}_config_last_reload_success_timestamp_seconds ${at.toExponential()}`,
    `${component}_build_info{version="3"} 1`,
  ].join("\n");

const routes = (at: number, { successful = 1, jobs = ["prometheus", "node"] } = {}): FakeRoutes => ({
  "/metrics": { body: metrics(at, successful) },
  "/api/v1/status/config": { body: { status: "success", data: { yaml: configuration(...jobs) } } },
});

interface Setting extends Partial<FakeDeploymentOptions> {
  readonly component?: string;
  readonly files?: Readonly<Record<string, string>>;
}

async function check(answers: FakeRoutes, { component = "prometheus", files, ...rest }: Setting = {}) {
  await using server = await fakeServer(answers);
  return await checkAt(server.url, { component, files, ...rest });
}

async function checkAt(url: string, { component = "prometheus", files, ...rest }: Setting = {}) {
  const main = container({
    component,
    url,
    attributes: {
      command: [`--config.file=/etc/${component}/${component}.yml`],
      volumes: [{ volume_name: `${component}-config`, container_path: "/etc" }],
    },
  });
  const deployment = fakeDeployment({
    resources: [main, carrier(component, files ?? { [`${component}.yml`]: configuration("prometheus", "node") })],
    containers: () => [{ name: `${component}-config`, created: CREATED, status: "created" }],
    ...rest,
  });
  const [subject] = deployment.containers.filter((one) => one.component === component);
  if (subject === undefined) throw new Error("the deployment has no such container");
  return { result: await checkConfiguration(deployment, subject), deployment };
}

describe("the check of the configuration", () => {
  it("passes when it was loaded after it was put there, with every job", async () => {
    const { result } = await check(routes(AFTER));
    expect(result).toEqual({ name: "configuration", summary: "loaded by prometheus, 2 jobs", problems: [] });
  });

  it("waits for the reload", async () => {
    let asked = 0;
    const { result } = await check({
      ...routes(AFTER),
      "/metrics": () => ({ body: metrics(++asked < 4 ? BEFORE : AFTER) }),
    });
    expect(result.problems).toEqual([]);
    expect(asked).toBe(4);
  });

  const RELOAD = "docker --host unix:///var/run/docker.sock kill --signal HUP prometheus";

  it("asks for a reload that does not come by itself, as for files that equal the ones before", async () => {
    let asked = 0;
    const { result, deployment } = await check({
      ...routes(AFTER),
      "/metrics": () => ({ body: metrics(++asked < 13 ? BEFORE : AFTER) }),
    });
    expect(result.problems).toEqual([]);
    expect(deployment.context.commands).toContain(RELOAD);
    expect(deployment.context.clock.now() - Date.parse(CREATED)).toBe(11_000);
  });

  it("asks for no reload when it comes by itself", async () => {
    const { deployment } = await check(routes(AFTER));
    expect(deployment.context.commands).not.toContain(RELOAD);
  });

  it("fails when Prometheus still runs with an older one after 30 s", async () => {
    const { result, deployment } = await check(routes(BEFORE));
    expect(result.problems).toEqual([
      {
        what: "prometheus still runs with the configuration of 11:59:57 UTC",
        expected: "it accepts the one of 12:00:00 UTC",
        look: "docker logs --tail 50 prometheus",
      },
    ]);
    expect(deployment.context.clock.now() - Date.parse(CREATED)).toBe(30_000);
  });

  it("fails when Prometheus refuses it", async () => {
    const { result } = await check(routes(AFTER, { successful: 0 }));
    expect(result.summary).toBe("not loaded by prometheus");
    expect(result.problems).toMatchObject([
      { what: "prometheus refuses its configuration and runs with an older one" },
    ]);
  });

  it("passes for one that no container of the stack carries, when it was accepted", async () => {
    await using server = await fakeServer(routes(BEFORE));
    const deployment = fakeDeployment({ resources: [container({ component: "prometheus", url: server.url })] });
    const [subject] = deployment.containers;
    expect(subject && (await checkConfiguration(deployment, subject)).problems).toEqual([]);
  });

  it("names the jobs that Prometheus does not know, and those that it still has", async () => {
    const { result } = await check(routes(AFTER, { jobs: ["prometheus", "old"] }));
    expect(result.problems).toMatchObject([
      {
        what: "prometheus does not know the jobs node, and prometheus still has the jobs old",
        expected: "the jobs prometheus, node",
      },
    ]);
  });

  it("does without the jobs where its main file is no literal text", async () => {
    const { result } = await check(routes(AFTER), { files: { "prometheus.yml": "${local.configuration}" } });
    expect(result).toEqual({ name: "configuration", summary: "loaded by prometheus", problems: [] });
  });

  it("asks Alertmanager for its own metrics, and for no jobs", async () => {
    const answers = { "/metrics": { body: metrics(AFTER, 1, "alertmanager") } };
    const { result } = await check(answers, { component: "alertmanager" });
    expect(result).toEqual({ name: "configuration", summary: "loaded by alertmanager", problems: [] });
  });

  it("fails when nobody answers", async () => {
    const url = await silentUrl();
    expect((await checkAt(url)).result.problems).toEqual([
      {
        what: `${url}/metrics: connection refused`,
        expected: `prometheus answers at ${url}`,
        look: "docker logs --tail 50 prometheus",
      },
    ]);
  });

  it("is left out, with a notice, when the engine is elsewhere and its loopback cannot be reached", async () => {
    const url = await silentUrl();
    const { result } = await checkAt(url, { env: { DOCKER_HOST: "ssh://far" } });
    expect(result).toEqual({
      name: "configuration",
      summary: "not checked",
      notices: [
        `configuration of prometheus not checked: ${url} is on the engine's machine, and not reached from here`,
      ],
    });
  });

  it("is left out, with a notice, when a password is asked for", async () => {
    const { result, deployment } = await check({ "/metrics": { status: 401, body: "Unauthorized" } });
    expect(result.notices).toEqual([
      "configuration of prometheus not checked: it asks for a password that is not the stack's",
    ]);
    expect(deployment.context.clock.now()).toBe(Date.parse(CREATED));
  });

  it("is left out, with a notice, when no port is published", async () => {
    const deployment = fakeDeployment({ resources: [container({ component: "prometheus" })] });
    const [subject] = deployment.containers;
    expect(subject && (await checkConfiguration(deployment, subject)).notices).toEqual([
      "configuration of prometheus not checked: it publishes no port",
    ]);
  });
});
