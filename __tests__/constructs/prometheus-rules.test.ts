import { parse } from "yaml";
import type { Prometheus } from "../../constructs/prometheus";
import { type AddTo, prometheusWith as build, shopAlert, shopAlerts, shopRecording, shopTarget } from "./samples";
import { built, filesOf, refusals, synthesize, type Resource } from "./synthesize";

describe("rules", () => {
  const group = shopAlerts({ recordings: [shopRecording] });
  const ruleNames = (content: string | undefined) =>
    (parse(content ?? "") as { groups: { rules: Resource[] }[] }).groups.flatMap(({ rules }) =>
      rules.map(({ alert, record }) => alert ?? record),
    );
  const scraped = (then: (prometheus: Prometheus) => void) =>
    filesOf(
      synthesize(
        build({}, (prometheus) => {
          prometheus.addScrapeTarget(shopTarget());
          then(prometheus);
        }),
      ),
      "prometheus-config",
    );

  it("are none at first", () => {
    const { "/configuration/prometheus.yml": content } = scraped(() => undefined);
    expect(parse(content ?? "")).not.toHaveProperty("rule_files");
  });

  it("that are evaluated here are alerts and recordings", () => {
    const carried = scraped((prometheus) => prometheus.addRules(group));
    expect(ruleNames(carried["/configuration/rules-shop.yml"])).toEqual(["job:orders:rate5m", "NoOrders"]);
  });

  it("are recordings alone where alerts are evaluated elsewhere", () => {
    const carried = scraped((prometheus) => prometheus.addRecordings(group));
    expect(ruleNames(carried["/configuration/rules-shop.yml"])).toEqual(["job:orders:rate5m"]);
  });

  it("have no file where a group has nothing to record and alerts elsewhere", () => {
    const carried = scraped((prometheus) => prometheus.addRecordings(shopAlerts()));
    expect(Object.keys(carried)).toEqual(["/configuration/prometheus.yml"]);
  });

  it("are listed file by file, since a pattern would find files that the volume never forgot", () => {
    const carried = scraped((prometheus) => {
      prometheus.addRules(group);
      prometheus.addRules(shopAlerts({ name: "Night shift", alerts: [shopAlert({ name: "NoOrdersAtNight" })] }));
    });
    const { rule_files: listed } = parse(carried["/configuration/prometheus.yml"] ?? "") as { rule_files: string[] };
    const carriedRules = Object.keys(carried).filter((file) => file.includes("rules"));
    expect(listed).toHaveLength(2);
    expect(listed.map((file) => file.replace("/etc/prometheus/", "/configuration/"))).toEqual(carriedRules);
    expect(listed.join()).not.toMatch(/[*?[]/);
  });

  it("of two groups whose names differ in little lie in two files", () => {
    const carried = scraped((prometheus) => {
      prometheus.addRules(shopAlerts({ name: "shop" }));
      prometheus.addRules(shopAlerts({ name: "Shop", alerts: [shopAlert({ name: "NoOrdersAtAll" })] }));
    });
    expect(Object.values(carried).flatMap((content) => content.match(/alert: .*/g) ?? [])).toEqual([
      "alert: NoOrders",
      "alert: NoOrdersAtAll",
    ]);
  });

  it("arrive as they were written where Terraform would read a template", () => {
    const carried = scraped((prometheus) =>
      prometheus.addRules(shopAlerts({ alerts: [shopAlert({ summary: "100%{of} ${orders}" })] })),
    );
    expect(carried["/configuration/rules-shop.yml"]).toContain("summary: 100%%{of} $${orders}");
  });
});

describe("the metrics that are known", () => {
  const known = (then?: AddTo) => built(build({}, then)).knownMetrics();

  it("are Prometheus' own, and what it writes about every target", () => {
    expect([...known().keys()]).toEqual(expect.arrayContaining(["up", "prometheus_tsdb_head_series"]));
  });

  it("are what the targets say that they expose, also of those that are added after somebody asked", () => {
    const metrics = known((prometheus) => {
      expect(prometheus.knownMetrics().has("orders_total")).toBe(false);
      prometheus.addScrapeTarget(shopTarget());
    });
    expect(metrics.has("orders_total")).toBe(true);
  });

  it("do not grow by a target that says nothing", () => {
    const silent = { scrapeConfig: shopTarget().scrapeConfig };
    expect(known((prometheus) => prometheus.addScrapeTarget(silent))).toEqual(known());
  });

  it("are what rules record, wherever alerts are evaluated", () => {
    const group = shopAlerts({ recordings: [shopRecording] });
    for (const add of ["addRules", "addRecordings"] as const) {
      const metrics = known((prometheus) => {
        prometheus.addScrapeTarget(shopTarget());
        prometheus[add](group);
      });
      expect(metrics.get("job:orders:rate5m")).toMatchObject({ type: "gauge" });
    }
  });
});

describe("Prometheus refuses", () => {
  it("an alert on a metric that no target exposes", () => {
    const [problem, ...more] = refusals(build({}, (prometheus) => prometheus.addRules(shopAlerts())));
    expect(problem).toContain('[stack/prometheus] group "shop": alert "NoOrders": ');
    expect(problem).toContain("orders_total");
    expect(more).toEqual([]);
  });

  it("a recording of a metric that no target exposes", () => {
    const group = shopAlerts({ recordings: [shopRecording] });
    const [problem, ...more] = refusals(build({}, (prometheus) => prometheus.addRecordings(group)));
    expect(problem).toContain('[stack/prometheus] group "shop": recording rule "job:orders:rate5m": ');
    expect(problem).toContain("orders_total");
    expect(more).toEqual([]);
  });

  it("an alert whose window is shorter than four scrapes", () => {
    const add: AddTo = (prometheus) => {
      prometheus.addScrapeTarget(shopTarget());
      prometheus.addRules(shopAlerts());
    };
    expect(refusals(build({ scrapeInterval: "75s" }, add))).toEqual([]);
    expect(refusals(build({ scrapeInterval: "76s" }, add))).toEqual([
      expect.stringMatching(/^\[stack\/prometheus\] group "shop": alert "NoOrders": .* at "5m" \(character \d+\)$/),
    ]);
  });

  it("two groups of one name", () => {
    const twice = build({}, (prometheus) => {
      prometheus.addScrapeTarget(shopTarget());
      prometheus.addRules(shopAlerts());
      prometheus.addRules(shopAlerts());
    });
    expect(refusals(twice)).toEqual([
      '[stack/prometheus] alert group "shop": is there more than once: give each group a name of its own',
    ]);
  });
});
