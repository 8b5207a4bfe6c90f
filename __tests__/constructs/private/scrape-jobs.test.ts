import { mergeJobs, scrapeJobProblems } from "../../../constructs/private/scrape-jobs";
import type { ScrapeConfig } from "../../../constructs/scrape-target";

const INTERVAL = "15s";
const at = (address: string) => ({ address, instance: address, host: "one" });
const job = (more: Partial<ScrapeConfig> = {}): ScrapeConfig => ({ job: "node", addresses: [at("a:1")], ...more });

describe("mergeJobs", () => {
  it("makes one entry of targets that share a job", () => {
    const merged = mergeJobs([job(), job({ job: "api" }), job({ addresses: [at("b:1")] })]);
    expect(merged).toEqual([job({ addresses: [at("a:1"), at("b:1")] }), job({ job: "api" })]);
  });

  it("leaves what it was given as it was", () => {
    const given = [job(), job({ addresses: [at("b:1")] })];
    const before = structuredClone(given);
    mergeJobs(given);
    expect(given).toEqual(before);
  });
});

describe("scrapeJobProblems", () => {
  it("finds nothing where each target is one of its own", () => {
    expect(scrapeJobProblems([job(), job({ addresses: [at("b:1")] }), job({ job: "api" })], INTERVAL)).toEqual([]);
  });

  it.each(["http://a:1", "a:1/metrics", "", "a 1"])("refuses %j, of which Prometheus makes no address", (address) => {
    expect(scrapeJobProblems([job({ addresses: [at(address)] })], INTERVAL)).toEqual([
      `scrape target "node": addresses must be host:port, whose scheme and path are settings of their own: received "${address}"`,
    ]);
  });

  it.each(["a", "a:1", "[::1]:9100"])("takes the address %s", (address) => {
    expect(scrapeJobProblems([job({ addresses: [at(address)] })], INTERVAL)).toEqual([]);
  });

  it("refuses the same target twice", () => {
    expect(scrapeJobProblems([job(), job()], INTERVAL)).toEqual([
      'duplicate scrape target: job "node" has the address "a:1" twice: remove one',
      'duplicate scrape target: job "node" has the instance "a:1" twice: remove one',
    ]);
  });

  it("refuses two targets of one job whose settings differ", () => {
    expect(scrapeJobProblems([job(), job({ addresses: [at("b:1")], interval: "30s" })], INTERVAL)).toEqual([
      'scrape targets of job "node" have different settings: give one of them a job of its own',
    ]);
  });

  it("names every setting that cannot work, at once", () => {
    const bad = job({
      job: "",
      addresses: [],
      path: "metrics",
      interval: "often",
      timeout: "soon",
      limits: { bodySize: "big" },
      labels: { "not-a-label": "x", host: "y", __own: "z" },
    });
    expect(scrapeJobProblems([bad], INTERVAL)).toEqual([
      'scrape target "": job must not be empty',
      'scrape target "": a scrape target needs one address or more: received none',
      'scrape target "": path must begin with "/": received "metrics"',
      'scrape target "": interval must be a duration such as 30s, 5m or 15d, units descending: received "often"',
      'scrape target "": timeout must be a duration such as 30s, 5m or 15d, units descending: received "soon"',
      'scrape target "": limits.bodySize must be a whole number and one of B, KB, MB, GB, TB, PB, EB, such as 10GB: received "big"',
      'scrape target "": labels must be valid names other than job, instance, host: received "not-a-label"',
      'scrape target "": labels must be valid names other than job, instance, host: received "host"',
      'scrape target "": labels must be valid names other than job, instance, host: received "__own"',
    ]);
  });

  it("refuses credentials that are empty, as a secret is that was not found", () => {
    const withEmpty = [job({ credentials: { username: "prometheus", password: "" } })];
    expect(scrapeJobProblems(withEmpty, INTERVAL)).toEqual([
      'scrape target "node": credentials.password must not be empty: leave credentials out where none are asked for',
    ]);
    expect(scrapeJobProblems([job({ credentials: { bearerToken: "" } })], INTERVAL)).toHaveLength(1);
    expect(scrapeJobProblems([job({ credentials: { bearerToken: "s3cret" } })], INTERVAL)).toEqual([]);
  });

  it("refuses a timeout that is longer than the interval", () => {
    expect(scrapeJobProblems([job({ interval: "5s", timeout: "10s" })], INTERVAL)).toEqual([
      'scrape target "node": timeout must be no longer than the scrape interval 5s: received 10s',
    ]);
    expect(scrapeJobProblems([job({ timeout: "20s" })], INTERVAL)).toEqual([
      'scrape target "node": timeout must be no longer than the scrape interval 15s: received 20s',
    ]);
  });

  it("takes an interval below the default timeout, which Prometheus shortens by itself", () => {
    expect(scrapeJobProblems([job({ interval: "5s" })], INTERVAL)).toEqual([]);
  });

  it("leaves the settings of a target alone that is refused already, and still tells it from the others", () => {
    const refused = job({ path: "metrics" });
    expect(scrapeJobProblems([refused], INTERVAL, new Set([refused]))).toEqual([]);
    expect(scrapeJobProblems([refused, job({ path: "metrics" })], INTERVAL, new Set([refused]))).toEqual([
      'duplicate scrape target: job "node" has the address "a:1" twice: remove one',
      'duplicate scrape target: job "node" has the instance "a:1" twice: remove one',
      'scrape target "node": path must begin with "/": received "metrics"',
    ]);
  });
});
