import { grafanaEnvironment, type GrafanaSettings } from "../../../constructs/private/grafana-environment";

const settings: GrafanaSettings = {
  adminUser: "admin",
  adminPassword: "s3cret",
  rootUrl: "http://localhost:3000/",
};

const smtp = { from: "grafana@example.com", smarthost: "mail.example.com:587" };

describe("grafanaEnvironment", () => {
  it("has Grafana ask nobody outside for anything, and let nobody sign up", () => {
    expect(grafanaEnvironment(settings)).toMatchObject({
      GF_ANALYTICS_REPORTING_ENABLED: "false",
      GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
      GF_PLUGINS_PREINSTALL_DISABLED: "true",
      GF_PLUGINS_PREINSTALL_AUTO_UPDATE: "false",
      GF_NEWS_NEWS_FEED_ENABLED: "false",
      GF_SECURITY_DISABLE_GRAVATAR: "true",
      GF_USERS_ALLOW_SIGN_UP: "false",
    });
  });

  it("names the login and the address", () => {
    expect(grafanaEnvironment(settings)).toMatchObject({
      GF_SECURITY_ADMIN_USER: "admin",
      GF_SECURITY_ADMIN_PASSWORD: "s3cret",
      GF_SERVER_ROOT_URL: "http://localhost:3000/",
    });
  });

  it("keeps the cookie from other sites' requests", () => {
    expect(grafanaEnvironment(settings)).toMatchObject({ GF_SECURITY_COOKIE_SAMESITE: "lax" });
  });

  it.each([
    ["https://grafana.example.com/", "true"],
    ["http://localhost:3000/", "false"],
  ])("with the address %s, says %s of whether the cookie needs an encrypted connection", (rootUrl, secure) => {
    expect(grafanaEnvironment({ ...settings, rootUrl })).toMatchObject({ GF_SECURITY_COOKIE_SECURE: secure });
  });

  it("has no mail server unless there is one", () => {
    expect(Object.keys(grafanaEnvironment(settings)).filter((name) => name.startsWith("GF_SMTP"))).toEqual([]);
  });

  it("names the mail server, without a login unless there is one", () => {
    const smtpOf = (more = {}) =>
      Object.entries(grafanaEnvironment({ ...settings, smtp: { ...smtp, ...more } })).filter(([name]) =>
        name.startsWith("GF_SMTP"),
      );
    const server = [
      ["GF_SMTP_ENABLED", "true"],
      ["GF_SMTP_HOST", "mail.example.com:587"],
      ["GF_SMTP_FROM_ADDRESS", "grafana@example.com"],
      ["GF_SMTP_STARTTLS_POLICY", "MandatoryStartTLS"],
    ];
    expect(smtpOf()).toEqual(server);
    expect(smtpOf({ username: "grafana", password: "s3cret" })).toEqual([
      ...server,
      ["GF_SMTP_USER", "grafana"],
      ["GF_SMTP_PASSWORD", "s3cret"],
    ]);
  });

  it("takes an unencrypted connection to the mail server only where it is told so", () => {
    expect(grafanaEnvironment({ ...settings, smtp: { ...smtp, requireTls: false } })).toMatchObject({
      GF_SMTP_STARTTLS_POLICY: "OpportunisticStartTLS",
    });
  });

  it("lets settings of the caller win", () => {
    expect(grafanaEnvironment({ ...settings, environment: { GF_USERS_ALLOW_SIGN_UP: "true" } })).toMatchObject({
      GF_USERS_ALLOW_SIGN_UP: "true",
    });
  });
});
