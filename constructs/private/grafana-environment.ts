import type { MailServer } from "../notification-receiver";

/** What Grafana's environment is made from. */
export interface GrafanaSettings {
  readonly adminUser: string;
  readonly adminPassword: string;
  readonly rootUrl: string;
  readonly smtp?: MailServer;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Grafana asks nobody outside for anything, and lets nobody sign up. */
const QUIET = {
  GF_ANALYTICS_REPORTING_ENABLED: "false",
  GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
  GF_PLUGINS_PREINSTALL_DISABLED: "true",
  GF_PLUGINS_PREINSTALL_AUTO_UPDATE: "false",
  GF_NEWS_NEWS_FEED_ENABLED: "false",
  GF_SECURITY_DISABLE_GRAVATAR: "true",
  GF_USERS_ALLOW_SIGN_UP: "false",
};

function smtpEnvironment(smtp: GrafanaSettings["smtp"]): Record<string, string> {
  if (smtp === undefined) return {};
  const { from, smarthost, username, password, requireTls = true } = smtp;
  return {
    GF_SMTP_ENABLED: "true",
    GF_SMTP_HOST: smarthost,
    GF_SMTP_FROM_ADDRESS: from,
    GF_SMTP_STARTTLS_POLICY: requireTls ? "MandatoryStartTLS" : "OpportunisticStartTLS",
    ...(username === undefined ? {} : { GF_SMTP_USER: username }),
    ...(password === undefined ? {} : { GF_SMTP_PASSWORD: password }),
  };
}

/** The environment of Grafana's container; settings of the caller win. */
export function grafanaEnvironment({ adminUser, adminPassword, rootUrl, smtp, environment }: GrafanaSettings) {
  return {
    ...QUIET,
    GF_SERVER_ROOT_URL: rootUrl,
    // A cookie that other sites' requests do not carry; marked secure where the address is.
    GF_SECURITY_COOKIE_SAMESITE: "lax",
    GF_SECURITY_COOKIE_SECURE: String(rootUrl.startsWith("https://")),
    GF_SECURITY_ADMIN_USER: adminUser,
    GF_SECURITY_ADMIN_PASSWORD: adminPassword,
    ...smtpEnvironment(smtp),
    ...environment,
  };
}
