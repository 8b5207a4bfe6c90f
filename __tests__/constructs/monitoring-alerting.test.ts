import { parse } from "yaml";
import { addShop, monitoringWith as build } from "./monitoring-samples";
import { shopAlert, shopAlerts, shopRecording, shopTarget } from "./samples";
import {
  containerNamed,
  environmentOf,
  fileOf,
  filesOf,
  onlyResource,
  refusals,
  resourcesOf,
  synthesize,
  warnings,
  type Resource,
  type Synthesized,
} from "./synthesize";

const webhook = { url: "https://hooks.example.com/a" };
const email = {
  to: ["ops@example.com"],
  from: "alerts@example.com",
  smarthost: "mail.example.com:587",
  username: "alerts",
  password: "s3cret",
};

const containerNames = (synthesized: Synthesized) =>
  resourcesOf(synthesized, "docker_container").map(({ name }) => name);

const alertingOf = (synthesized: Synthesized): unknown => {
  const content = fileOf(synthesized, "prometheus-config", "/configuration/prometheus.yml");
  return (parse(content) as Resource)["alerting"];
};

/** The alerts that are evaluated, by whom. */
const evaluated = (synthesized: Synthesized) => ({
  grafana: resourcesOf(synthesized, "grafana_rule_group").flatMap(({ rule }) =>
    (rule as Resource[]).map(({ name }) => name),
  ),
  prometheus: Object.values(filesOf(synthesized, "prometheus-config")).flatMap((content) =>
    [...content.matchAll(/alert: (.*)/g)].map(([, name]) => name),
  ),
});

describe("who evaluates alerts", () => {
  it("is Grafana, while Prometheus has the recordings", () => {
    const synthesized = synthesize(build({}, addShop));
    expect(evaluated(synthesized)).toEqual({ grafana: ["NoOrders"], prometheus: [] });
    expect(fileOf(synthesized, "prometheus-config", "/configuration/rules-shop.yml")).toContain(
      "record: job:orders:rate5m",
    );
    expect(containerNames(synthesized)).not.toContain("alertmanager");
    expect(alertingOf(synthesized)).toBeUndefined();
  });

  it("is Prometheus with an Alertmanager, where it is told so, and nobody else", () => {
    const synthesized = synthesize(build({ alerting: "prometheus", notifications: { webhook } }, addShop));
    expect(evaluated(synthesized)).toEqual({ grafana: [], prometheus: ["NoOrders"] });
    expect(fileOf(synthesized, "prometheus-config", "/configuration/rules-shop.yml")).toContain(
      "record: job:orders:rate5m",
    );
    expect(synthesized.resource).not.toHaveProperty("grafana_contact_point");
    expect(containerNames(synthesized)).toContain("alertmanager");
    expect(fileOf(synthesized, "prometheus-config", "/configuration/prometheus.yml")).toContain(
      "job_name: alertmanager",
    );
    expect(alertingOf(synthesized)).toEqual({
      alertmanagers: [{ static_configs: [{ targets: ["alertmanager:9093"] }] }],
    });
  });

  it("is nobody of a group that only records", () => {
    const onlyRecords = build({}, (monitoring) => {
      monitoring.addScrapeTarget(shopTarget());
      monitoring.addAlerts(shopAlerts({ alerts: [], recordings: [shopRecording] }));
    });
    expect(evaluated(synthesize(onlyRecords))).toEqual({ grafana: [], prometheus: [] });
  });

  it("may ask for what rules record", () => {
    const alert = shopAlert({ expression: "job:orders:rate5m == 0" });
    const group = shopAlerts({ alerts: [alert], recordings: [shopRecording] });
    for (const alerting of ["grafana", "prometheus"] as const) {
      const asking = build({ alerting }, (monitoring) => {
        monitoring.addScrapeTarget(shopTarget());
        monitoring.addAlerts(group);
      });
      expect(refusals(asking)).toEqual([]);
    }
  });
});

describe("who is notified", () => {
  it("is nobody at first, of which synth warns", () => {
    const warning =
      "[stack/monitoring] alerts are shown and nobody is notified: give `notifications` a webhook or an e-mail receiver";
    expect(warnings(build())).toEqual([warning]);
    expect(warnings(build({ alerting: "prometheus" }))).toEqual([warning]);
    expect(warnings(build({ notifications: { webhook } }))).toEqual([]);
  });

  it("is a contact point of Grafana's, which each rule names", () => {
    const synthesized = synthesize(build({ notifications: { webhook } }, addShop));
    expect(onlyResource(synthesized, "grafana_contact_point")).toMatchObject({ name: "monitoring" });
    expect(onlyResource(synthesized, "grafana_rule_group")).toMatchObject({
      rule: [{ notification_settings: { contact_point: "monitoring" } }],
    });
  });

  it("is a receiver of Alertmanager's where alerts come from Prometheus", () => {
    const synthesized = synthesize(build({ alerting: "prometheus", notifications: { webhook } }));
    expect(filesOf(synthesized, "alertmanager-config")).toMatchObject({
      "/configuration/webhook-url": "https://hooks.example.com/a",
    });
  });

  it("is written to by Grafana, which then knows the mail server", () => {
    expect(environmentOf(synthesize(build({ notifications: { email } })), "grafana")).toMatchObject({
      GF_SMTP_HOST: "mail.example.com:587",
      GF_SMTP_PASSWORD: "s3cret",
    });
  });

  it("is written to by Alertmanager, and Grafana never learns the mail server's password", () => {
    const synthesized = synthesize(build({ alerting: "prometheus", notifications: { email } }));
    expect(JSON.stringify(containerNamed(synthesized, "grafana"))).not.toContain("s3cret");
  });

  it("is refused once with a mail server that nothing reaches, and not again by Grafana, which is given it", () => {
    expect(refusals(build({ notifications: { email: { ...email, smarthost: "mail" } } }))).toEqual([
      '[stack/monitoring/notifications] receiver.email.smarthost must be host:port: received "mail"',
    ]);
  });

  it("has to be somebody who can be reached", () => {
    const notifications = { webhook: { url: "hooks.example.com" } };
    const text =
      'receiver.webhook.url must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "hooks.example.com"';
    expect(refusals(build({ notifications }))).toEqual([`[stack/monitoring/notifications] ${text}`]);
    expect(refusals(build({ notifications, alerting: "prometheus" }))).toEqual([
      `[stack/monitoring/alertmanager] ${text}`,
    ]);
  });
});
