import { checkTargets } from "../../cli/private/checks/targets";
import { fakeDeployment } from "./support/fake-deployment";
import { fakeServer } from "./support/fake-server";
import { carrier, container } from "./support/resources";

interface FakeTarget {
  readonly job: string;
  readonly health: string;
  readonly lastError?: string;
  readonly scrapeInterval?: string;
}

const answered = (targets: readonly FakeTarget[]) => ({
  body: {
    status: "success",
    data: {
      activeTargets: targets.map(({ job, lastError = "", scrapeInterval = "15s", health }) => ({
        labels: { job, instance: `host:${job}` },
        scrapePool: job,
        scrapeUrl: `http://${job}:80/metrics`,
        health,
        lastError,
        scrapeInterval,
      })),
    },
  },
});

async function check(targets: (asked: number) => readonly FakeTarget[], { strict = false } = {}) {
  let asked = 0;
  await using server = await fakeServer({ "/api/v1/targets": () => answered(targets(++asked)) });
  const deployment = fakeDeployment({
    resources: [
      container({ component: "prometheus", url: server.url, job: "prometheus" }),
      container({ component: "node-exporter", job: "node" }),
      container({ component: "exporter", name: "redis-exporter", job: "redis" }),
      carrier("prometheus", {}),
    ],
    strict,
  });
  const [subject] = deployment.containers.filter(({ component }) => component === "prometheus");
  if (subject === undefined) throw new Error("the deployment has no Prometheus");
  const start = deployment.context.clock.now();
  const result = await checkTargets(deployment, subject);
  return { result, asked, waited: deployment.context.clock.now() - start, url: server.url };
}

describe("the check of the targets", () => {
  it("passes when all are up", async () => {
    const { result } = await check(() => [
      { job: "prometheus", health: "up" },
      { job: "node", health: "up" },
    ]);
    expect(result).toEqual({ name: "targets", summary: "2 of 2 targets up", problems: [], notices: [] });
  });

  it("waits for the first scrape", async () => {
    const { result, asked } = await check((look) => [{ job: "node", health: look < 8 ? "unknown" : "up" }]);
    expect(result.problems).toEqual([]);
    expect(asked).toBe(8);
  });

  it("waits while Prometheus, just started, knows of no target", async () => {
    const { result } = await check((look) => (look < 4 ? [] : [{ job: "node", health: "up" }]));
    expect(result).toMatchObject({ summary: "1 of 1 target up", problems: [] });
  });

  it("fails where there is no target at all, as Prometheus scrapes itself", async () => {
    const { result, waited, url } = await check(() => []);
    expect(result.problems).toEqual([
      {
        what: "Prometheus scrapes nothing: it has no targets",
        expected: "its own target at least",
        look: `${url}/targets`,
      },
    ]);
    expect(waited).toBe(60_000);
  });

  it("waits for a target of the stack's own that was down a moment ago", async () => {
    const { result } = await check((look) => [{ job: "node", health: look < 3 ? "down" : "up" }]);
    expect(result.problems).toEqual([]);
  });

  it("fails for a job that a container of the stack is the target of", async () => {
    const { result, waited, url } = await check(() => [
      { job: "redis", health: "down", lastError: "no route to host" },
    ]);
    expect(result.problems).toEqual([
      {
        what: "target http://redis:80/metrics of job redis is down: no route to host",
        expected: "up",
        look: `${url}/targets`,
      },
    ]);
    expect(waited).toBe(60_000);
  });

  it("says of a target that was never scraped that it was not", async () => {
    const { result } = await check(() => [{ job: "node", health: "unknown" }]);
    expect(result.problems?.map(({ what }) => what)).toEqual([expect.stringMatching(/is unknown: not scraped yet$/)]);
  });

  it("waits for as long as a long scrape interval needs", async () => {
    const { waited } = await check(() => [{ job: "node", health: "unknown", scrapeInterval: "2m" }]);
    expect(waited).toBe(130_000);
  });

  const application = { job: "api", health: "down", lastError: 'Get "http://api:80/metrics": connection refused' };
  const silence = 'application "api" does not answer at http://api:80/metrics (connection refused)';
  const fix =
    "start it, have it listen on an address that containers reach (0.0.0.0, not 127.0.0.1), or change its target";

  it("gives notice of an application that does not answer, and does not wait for it", async () => {
    const { result, waited } = await check(() => [{ job: "prometheus", health: "up" }, application]);
    expect(result).toEqual({
      name: "targets",
      summary: "1 of 2 targets up",
      problems: [],
      notices: [`${silence}\n  fix: ${fix}`],
    });
    expect(waited).toBe(0);
  });

  it("waits for an application's first scrape, to know whether it answers", async () => {
    const { result, asked } = await check((look) => [{ job: "api", health: look < 4 ? "unknown" : "up" }]);
    expect(result.notices).toEqual([]);
    expect(asked).toBe(4);
  });

  it("fails for an application that does not answer when it is strict", async () => {
    const { result } = await check(() => [application], { strict: true });
    expect(result.problems).toMatchObject([{ what: silence, expected: `up, since --strict was given: ${fix}` }]);
    expect(result.notices).toEqual([]);
  });

  it("takes the job of a container that only carries configuration for nobody's", async () => {
    const { result } = await check(() => [{ job: "prometheus-config", health: "down" }]);
    expect(result.problems).toEqual([]);
  });
});
