import type { TerraformStack } from "cdktf";
import { GrafanaDashboard, type GrafanaDashboardProps } from "../../constructs/grafana-dashboard";
import type { DashboardDefinition } from "../../dashboards";
import { grafanaWithFolder, shopDashboard, shopSource } from "./samples";
import { built, onlyResource, refusals, synthesize } from "./synthesize";

type Options = Partial<Omit<GrafanaDashboardProps, "grafana" | "dashboard">>;

const build =
  (dashboard: DashboardDefinition = shopDashboard(), options: Options = { metrics: shopSource }) =>
  (stack: TerraformStack): GrafanaDashboard => {
    const { grafana, folder } = grafanaWithFolder(stack);
    return new GrafanaDashboard(stack, "dashboard", { grafana, dashboard, folder, ...options });
  };

const dashboard = (...given: Parameters<typeof build>) =>
  onlyResource(synthesize(build(...given)), "grafana_dashboard");

describe("GrafanaDashboard", () => {
  it("is the definition's model, whole", () => {
    const { model } = shopDashboard();
    expect(JSON.parse(String(dashboard()["config_json"]))).toEqual(model);
    expect(built(build()).uid).toBe("shop");
  });

  it("overwrites what somebody saved under its uid", () => {
    expect(dashboard()).toMatchObject({ overwrite: true });
  });

  it("lies in its folder, or at Grafana's root", () => {
    expect(dashboard()).toMatchObject({ folder: "${grafana_folder.folder.uid}" });
    expect(dashboard(shopDashboard(), { folder: undefined })).not.toHaveProperty("folder");
  });

  it("is made once Grafana is healthy, through the provider that leads there", () => {
    expect(dashboard()).toMatchObject({ depends_on: ["docker_container.grafana"], provider: "grafana" });
  });

  it("arrives with its variables, where Terraform would read a template", () => {
    const expression = 'sum(rate(orders_total{channel=~"${channel:regex}"}[$__rate_interval]))';
    const templating = { list: [{ name: "channel", type: "custom", query: "web,shop" }] };
    const model = { ...shopDashboard(expression).model, description: "100%{done}", templating };
    const { config_json: json } = dashboard(shopDashboard(expression, { model }));
    expect(json).toContain("$${channel:regex}");
    expect(json).toContain("100%%{done}");
    expect(json).toContain("[$__rate_interval]");
  });
});

describe("the queries of a dashboard", () => {
  it("may ask for what is known", () => {
    expect(refusals(build())).toEqual([]);
  });

  it("may not ask for a metric that nothing exposes: the refusal names dashboard and panel", () => {
    expect(refusals(build(shopDashboard("sum(rate(order_total[$__rate_interval]))")))).toEqual([
      expect.stringMatching(
        /^\[stack\/dashboard\] dashboard "Shop": panel "Orders": .*order_total.* at "order_total" \(character 10\)$/,
      ),
    ]);
  });

  it("may not ask for a label that the metric lacks", () => {
    expect(refusals(build(shopDashboard("sum by (chanel) (rate(orders_total[$__rate_interval]))")))).toEqual([
      expect.stringMatching(/^\[stack\/dashboard\] dashboard "Shop": panel "Orders": .*chanel/),
    ]);
  });

  it("may not have a window that is shorter than four scrapes", () => {
    const within = shopDashboard("sum(rate(orders_total[1m]))");
    expect(refusals(build(within))).toEqual([]);
    expect(refusals(build(within, { metrics: { ...shopSource, scrapeInterval: "16s" } }))).toEqual([
      expect.stringMatching(/^\[stack\/dashboard\] dashboard "Shop": panel "Orders": .* at "1m" \(character 23\)$/),
    ]);
  });

  it("have to be PromQL, and of a type that a panel can draw", () => {
    expect(refusals(build(shopDashboard("sum(")))).toHaveLength(1);
    expect(refusals(build(shopDashboard("orders_total[5m]")))).toEqual([expect.stringContaining("range vector")]);
  });

  it("may ask for the values of a variable", () => {
    const variable = {
      name: "channel",
      type: "query",
      datasource: { type: "prometheus", uid: "prometheus" },
      query: { query: "label_values(orders_total, channel)", refId: "A" },
    };
    const withVariable = (list: unknown[]) => {
      const { model } = shopDashboard();
      return shopDashboard(undefined, { model: { ...model, templating: { list } } });
    };
    expect(refusals(build(withVariable([variable])))).toEqual([]);
    const bad = { ...variable, query: { query: "label_values(orders_total, chanel)", refId: "A" } };
    expect(refusals(build(withVariable([bad])))).toEqual([
      expect.stringMatching(/^\[stack\/dashboard\] dashboard "Shop": variable "channel": .*chanel/),
    ]);
  });

  it("may not refer to a variable that the dashboard lacks", () => {
    const [problem] = refusals(build(shopDashboard('sum(rate(orders_total{channel=~"$chanel"}[5m]))')));
    expect(problem).toMatch(/panel "Orders": .*chanel/);
  });

  it("may give a scalar, which a panel can draw", () => {
    expect(refusals(build(shopDashboard("time()")))).toEqual([]);
  });

  it("are not checked where no metrics are given", () => {
    expect(refusals(build(shopDashboard("sum(anything)"), { metrics: undefined }))).toEqual([]);
  });

  it("are not checked where the dashboard says why", () => {
    const unchecked = "imported: it may ask for anything";
    expect(refusals(build(shopDashboard("sum(anything)", { unchecked })))).toEqual([]);
  });

  it("are all reported at once", () => {
    const { model } = shopDashboard();
    const panels = ["first_total", "second_total"].map((metric) => ({
      type: "timeseries",
      title: metric,
      targets: [{ refId: "A", expr: metric }],
    }));
    expect(refusals(build(shopDashboard(undefined, { model: { ...model, panels } })))).toEqual([
      expect.stringContaining('panel "first_total": '),
      expect.stringContaining('panel "second_total": '),
    ]);
  });
});

describe("the uid of a dashboard", () => {
  const withUid = (uid: string, inModel = uid) =>
    shopDashboard(undefined, { uid, model: { ...shopDashboard().model, uid: inModel } });

  it.each(["", "42", "shop/orders", "a".repeat(41)])("may not be %j, which Grafana would refuse", (uid) => {
    expect(refusals(build(withUid(uid)))).toEqual([
      `[stack/dashboard] dashboard.uid must be at most 40 letters, digits, "-" and "_", and not all digits: received "${uid}"`,
    ]);
  });

  it("may not differ from the model's", () => {
    expect(refusals(build(withUid("shop", "other")))).toEqual([
      '[stack/dashboard] dashboard.model.uid must be the dashboard\'s uid "shop": received "other"',
    ]);
  });
});

describe("the title of a dashboard", () => {
  it.each([
    ["", '""'],
    [" ", '" "'],
    [undefined, "undefined"],
    [7, "7"],
  ])("may not be %j in the model, which Grafana would refuse", (title, received) => {
    expect(refusals(build(shopDashboard(undefined, { model: { ...shopDashboard().model, title } })))).toEqual([
      `[stack/dashboard] dashboard.model.title must be a text, as Grafana demands: received ${received}`,
    ]);
  });
});
