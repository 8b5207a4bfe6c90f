import {
  receiverSecrets,
  renderAlertmanagerConfiguration,
} from "../../../constructs/private/alertmanager-configuration";
import type { EmailReceiver, NotificationReceiver } from "../../../constructs/notification-receiver";

const email: EmailReceiver = {
  to: ["ops@example.com", "dev@example.com"],
  from: "alerts@example.com",
  smarthost: "mail.example.com:587",
};

const times = { groupWait: "30s", groupInterval: "5m", repeatInterval: "4h" };
const render = (receiver: NotificationReceiver | undefined) => renderAlertmanagerConfiguration({ receiver, ...times });

describe("alertmanager.yml", () => {
  it("notifies nobody where there is no receiver", () => {
    expect(render(undefined)).toMatchInlineSnapshot(`
     "route:
       receiver: nobody
       group_by:
         - alertname
         - job
         - severity
       group_wait: 30s
       group_interval: 5m
       repeat_interval: 4h
       routes:
         - receiver: nobody
           matchers:
             - notify="none"
         - matchers:
             - alertname="Watchdog"
           repeat_interval: 5m
     inhibit_rules:
       - source_matchers:
           - severity="critical"
         target_matchers:
           - severity="warning"
         equal:
           - alertname
           - job
           - instance
           - host
           - endpoint
           - name
           - device
           - mountpoint
     receivers:
       - name: nobody
     "
    `);
  });

  it("posts to a webhook what is not only shown, resolved alerts included", () => {
    expect(render({ webhook: { url: "https://hooks.example.com/a" } })).toMatchInlineSnapshot(`
     "route:
       receiver: receiver
       group_by:
         - alertname
         - job
         - severity
       group_wait: 30s
       group_interval: 5m
       repeat_interval: 4h
       routes:
         - receiver: nobody
           matchers:
             - notify="none"
         - matchers:
             - alertname="Watchdog"
           repeat_interval: 5m
     inhibit_rules:
       - source_matchers:
           - severity="critical"
         target_matchers:
           - severity="warning"
         equal:
           - alertname
           - job
           - instance
           - host
           - endpoint
           - name
           - device
           - mountpoint
     receivers:
       - name: nobody
       - name: receiver
         webhook_configs:
           - url_file: /etc/alertmanager/webhook-url
             send_resolved: true
     "
    `);
  });

  it("shows a webhook a token from a file", () => {
    const receiver = { webhook: { url: "https://hooks.example.com/a", bearerToken: "s3cret" } };
    expect(render(receiver)).toContain(
      `    webhook_configs:
      - url_file: /etc/alertmanager/webhook-url
        send_resolved: true
        http_config:
          authorization:
            type: Bearer
            credentials_file: /etc/alertmanager/receiver-secret
`,
    );
  });

  it("writes to every mailbox at once", () => {
    expect(render({ email })).toMatchInlineSnapshot(`
     "route:
       receiver: receiver
       group_by:
         - alertname
         - job
         - severity
       group_wait: 30s
       group_interval: 5m
       repeat_interval: 4h
       routes:
         - receiver: nobody
           matchers:
             - notify="none"
         - matchers:
             - alertname="Watchdog"
           repeat_interval: 5m
     inhibit_rules:
       - source_matchers:
           - severity="critical"
         target_matchers:
           - severity="warning"
         equal:
           - alertname
           - job
           - instance
           - host
           - endpoint
           - name
           - device
           - mountpoint
     receivers:
       - name: nobody
       - name: receiver
         email_configs:
           - to: ops@example.com, dev@example.com
             from: alerts@example.com
             smarthost: mail.example.com:587
             require_tls: true
             send_resolved: true
     "
    `);
  });

  it("logs in at the mail server with a password from a file", () => {
    const receiver = { email: { ...email, username: "alerts", password: "s3cret" } };
    expect(render(receiver)).toContain(
      `        auth_username: alerts
        auth_password_file: /etc/alertmanager/receiver-secret
`,
    );
  });

  it("holds no secret", () => {
    const withSecrets = [
      { webhook: { url: "https://hooks.example.com/s3cret", bearerToken: "s3cret" } },
      { email: { ...email, username: "alerts", password: "s3cret" } },
    ];
    expect(withSecrets.map((receiver) => render(receiver)).join()).not.toContain("s3cret");
  });

  it("arrives as it was written where Terraform would read a template", () => {
    expect(render({ email: { ...email, from: "${a}@example.com" } })).toContain("from: $${a}@example.com");
  });
});

describe("receiverSecrets", () => {
  it("are none without a receiver, and none of a mail server without a login", () => {
    expect(receiverSecrets(undefined)).toEqual(new Map());
    expect(receiverSecrets({ email })).toEqual(new Map());
  });

  it("are a webhook's address, which may hold a secret, and its token", () => {
    const url = "https://hooks.example.com/a";
    expect(receiverSecrets({ webhook: { url } })).toEqual(new Map([["webhook-url", url]]));
    expect(receiverSecrets({ webhook: { url, bearerToken: "s3cret" } })).toEqual(
      new Map([
        ["receiver-secret", "s3cret"],
        ["webhook-url", url],
      ]),
    );
  });

  it("are the mail server's password", () => {
    expect(receiverSecrets({ email: { ...email, username: "alerts", password: "s3cret" } })).toEqual(
      new Map([["receiver-secret", "s3cret"]]),
    );
  });
});
