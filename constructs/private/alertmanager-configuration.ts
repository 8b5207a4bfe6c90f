import { ALERT_GROUPING, NOT_NOTIFIED, WATCHDOG } from "../../alerts";
import type { EmailReceiver, NotificationReceiver, WebhookReceiver } from "../notification-receiver";
import { terraformYaml } from "./terraform-yaml";

/** Where Alertmanager finds what its configuration volume carries. */
export const ALERTMANAGER_CONFIGURATION_PATH = "/etc/alertmanager";

/** The files below that folder that hold what is secret, or may be. */
const SECRET_FILE = "receiver-secret";
const WEBHOOK_URL_FILE = "webhook-url";

const path = (file: string) => `${ALERTMANAGER_CONFIGURATION_PATH}/${file}`;

/** A receiver's secrets, each under the name of the file that it belongs into. */
export function receiverSecrets(receiver: NotificationReceiver | undefined): ReadonlyMap<string, string> {
  if (receiver === undefined) return new Map();
  const [secret, address] =
    "webhook" in receiver ? [receiver.webhook.bearerToken, receiver.webhook.url] : [receiver.email.password];
  const files = { [SECRET_FILE]: secret, [WEBHOOK_URL_FILE]: address };
  return new Map(Object.entries(files).flatMap(([file, value]) => (value === undefined ? [] : [[file, value]])));
}

const webhookConfig = ({ bearerToken }: WebhookReceiver) => ({
  url_file: path(WEBHOOK_URL_FILE),
  send_resolved: true,
  ...(bearerToken === undefined
    ? {}
    : { http_config: { authorization: { type: "Bearer", credentials_file: path(SECRET_FILE) } } }),
});

const emailConfig = ({ to, from, smarthost, username, requireTls = true }: EmailReceiver) => ({
  to: to.join(", "),
  from,
  smarthost,
  require_tls: requireTls,
  send_resolved: true,
  ...(username === undefined ? {} : { auth_username: username, auth_password_file: path(SECRET_FILE) }),
});

function receiverConfig(receiver: NotificationReceiver) {
  return "webhook" in receiver
    ? { webhook_configs: [webhookConfig(receiver.webhook)] }
    : { email_configs: [emailConfig(receiver.email)] };
}

/** The labels by which two alerts are about the same thing; a label that both lack tells nothing apart. */
const SAME_THING = ["alertname", "job", "instance", "host", "endpoint", "name", "device", "mountpoint"] as const;

/** What alertmanager.yml is rendered from. */
export interface AlertmanagerConfiguration {
  readonly receiver: NotificationReceiver | undefined;
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
}

/** alertmanager.yml, ready for Terraform: what is only shown goes nowhere, the rest to the receiver. */
export function renderAlertmanagerConfiguration(configuration: AlertmanagerConfiguration): string {
  const { receiver, groupWait, groupInterval, repeatInterval } = configuration;
  const document = {
    route: {
      receiver: receiver === undefined ? "nobody" : "receiver",
      group_by: [...ALERT_GROUPING],
      group_wait: groupWait,
      group_interval: groupInterval,
      repeat_interval: repeatInterval,
      routes: [
        { receiver: "nobody", matchers: [NOT_NOTIFIED.matcher] },
        // Whoever waits for it notices its absence only as soon as it is due again.
        { matchers: [WATCHDOG.matcher], repeat_interval: WATCHDOG.repeatInterval },
      ],
    },
    // Of one thing that is wrong in two grades, the graver one is told.
    inhibit_rules: [
      { source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [...SAME_THING] },
    ],
    receivers: [
      { name: "nobody" },
      ...(receiver === undefined ? [] : [{ name: "receiver", ...receiverConfig(receiver) }]),
    ],
  };
  return terraformYaml(document);
}
