import {
  checkLines,
  contentText,
  dashboardLinks,
  loginText,
  notificationNotices,
  obstacleLines,
  plannedTable,
  table,
} from "../../cli/private/report";
import { containersOf } from "../../cli/private/container";
import { carrier, container, resource } from "./support/resources";

describe("a table", () => {
  it("has columns as wide as their widest cell, and no blanks at the end of a line", () => {
    expect(
      table([
        ["A", "B"],
        ["long one", "x"],
        ["y", ""],
      ]),
    ).toEqual(["A         B", "long one  x", "y"]);
  });

  it("of what would run leaves out what only carries configuration", () => {
    const resources = [container({ component: "grafana", url: "http://127.0.0.1:3000" }), carrier("prometheus", {})];
    expect(plannedTable(containersOf(resources))).toEqual([
      "COMPONENT  CONTAINER  IMAGE                ADDRESS",
      "grafana    grafana    example/grafana:1.0  http://127.0.0.1:3000",
    ]);
  });
});

describe("the content", () => {
  it("is counted, whoever evaluates the alerts", () => {
    const resources = [
      resource("grafana_dashboard", "a"),
      resource("grafana_rule_group", "a", { rule: [{}, {}] }),
      resource("grafana_rule_group", "b", { rule: {} }),
      carrier("prometheus", { "rules.yml": "groups: [{ name: a, rules: [{ alert: B, expr: up }, { record: c }] }]" }),
    ];
    expect(contentText(resources)).toBe("1 dashboard, 4 alerts");
  });

  it("has an address for each dashboard, by title", () => {
    const dashboard = (name: string, uid: string, title: string) =>
      resource("grafana_dashboard", name, { uid, config_json: JSON.stringify({ title }) });
    const links = dashboardLinks([dashboard("b", "2", "Node"), dashboard("a", "1", "API")], "http://127.0.0.1:3000/");
    expect(links).toEqual([
      { title: "API", url: "http://127.0.0.1:3000/d/1" },
      { title: "Node", url: "http://127.0.0.1:3000/d/2" },
    ]);
  });

  it("names a dashboard by its address where its title cannot be read", () => {
    const [link] = dashboardLinks([resource("grafana_dashboard", "a", { uid: "1", config_json: "{" })], "http://g");
    expect(link?.title).toBe("grafana_dashboard.a");
  });
});

describe("the login", () => {
  const login = { url: "", authorization: "" };

  it("is printed while it is the default", () => {
    expect(loginText({ ...login, user: "admin", password: "admin" })).toBe("admin / admin");
  });

  it("is never printed once somebody chose a password", () => {
    expect(loginText({ ...login, user: "root", password: "secret" })).toBe("root, with the password that you set");
  });

  it("is not spoken of for a token", () => {
    expect(loginText({ ...login, user: undefined, password: undefined })).toBeUndefined();
  });
});

describe("the lines of a check", () => {
  it("are one when it passed", () => {
    expect(checkLines({ name: "targets", summary: "5 of 5 up" })).toEqual(["  ok      targets: 5 of 5 up"]);
  });

  it("say what is wrong, what would be right, and how to look closer", () => {
    const problems = [{ what: "grafana is gone", expected: "healthy", look: "docker logs grafana" }];
    expect(checkLines({ name: "containers", summary: "1 of 5 not well", problems })).toEqual([
      "  failed  containers: 1 of 5 not well",
      "          grafana is gone",
      "          expected: healthy",
      "          look closer: docker logs grafana",
    ]);
  });
});

it("an obstacle is printed with its fix, where there is one", () => {
  expect(
    obstacleLines([
      { what: "a", fix: "b" },
      { what: "c", fix: "" },
    ]),
  ).toEqual(["error: a", "  fix: b", "error: c"]);
});

describe("the notice that nobody is notified", () => {
  const NOTICE = "alerts are shown and nobody is notified: set `notifications` to have them sent";
  const alerts = resource("grafana_rule_group", "api");
  const ruleFile = carrier("prometheus", { "rules.yml": "groups: [{ name: a, rules: [{ alert: B, expr: up }] }]" });
  const alertmanager = container({
    component: "alertmanager",
    attributes: { volumes: [{ volume_name: "alertmanager-config" }] },
  });
  const routing = (receiver: string) => carrier("alertmanager", { "alertmanager.yml": receiver });

  it("is given for alerts in Grafana without a contact point", () => {
    expect(notificationNotices([alerts], [])).toEqual([NOTICE]);
  });

  it("is not given with a contact point", () => {
    expect(notificationNotices([alerts, resource("grafana_contact_point", "monitoring")], [])).toEqual([]);
  });

  it("is not given without alerts", () => {
    expect(notificationNotices([container({ component: "grafana" })], [])).toEqual([]);
  });

  it("is given for alerts in Prometheus without an Alertmanager", () => {
    expect(notificationNotices([ruleFile], [])).toEqual([NOTICE]);
  });

  it("is given for an Alertmanager whose receiver sends nothing", () => {
    const silent = routing("receivers:\n  - name: nobody\n");
    expect(notificationNotices([ruleFile, alertmanager, silent], [])).toEqual([NOTICE]);
  });

  it("is not given for an Alertmanager whose receiver sends", () => {
    const loud = routing("receivers:\n  - name: team\n    webhook_configs:\n      - url: http://x\n");
    expect(notificationNotices([ruleFile, alertmanager, loud], [])).toEqual([]);
  });

  it("is not given for rules that only record", () => {
    const recording = carrier("prometheus", { "rules.yml": "groups: [{ name: a, rules: [{ record: b, expr: up }] }]" });
    expect(notificationNotices([recording], [])).toEqual([]);
  });

  it("is not given twice when the synthesis has said it", () => {
    expect(notificationNotices([alerts], ["[monitoring] alerts are shown and nobody is notified: …"])).toEqual([]);
  });
});
