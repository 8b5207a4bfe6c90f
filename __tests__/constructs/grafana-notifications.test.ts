import type { TerraformStack } from "cdktf";
import { GrafanaNotifications } from "../../constructs/grafana-notifications";
import type { NotificationReceiver } from "../../constructs/notification-receiver";
import { grafanaWithFolder } from "./samples";
import { built, onlyResource, refusals, synthesize, unknownValue } from "./synthesize";

const webhook = { url: "https://hooks.example.com/a" };
const email = { to: ["ops@example.com", "dev@example.com"], from: "a@example.com", smarthost: "mail.example.com:587" };

const build =
  (receiver: NotificationReceiver = { webhook }, name?: string) =>
  (stack: TerraformStack): GrafanaNotifications =>
    new GrafanaNotifications(stack, "notifications", { grafana: grafanaWithFolder(stack).grafana, receiver, name });

const contactPoint = (...given: Parameters<typeof build>) =>
  onlyResource(synthesize(build(...given)), "grafana_contact_point");

describe("GrafanaNotifications", () => {
  it("is a contact point named monitoring, unless it is told otherwise", () => {
    expect(contactPoint()).toMatchObject({ name: "monitoring" });
    expect(contactPoint({ webhook }, "shop")).toMatchObject({ name: "shop" });
    expect(built(build({ webhook }, "shop")).name).toBe("shop");
  });

  it("posts to a webhook", () => {
    const { webhook: webhooks, ...rest } = contactPoint();
    expect(webhooks).toEqual([{ url: "https://hooks.example.com/a", http_method: "POST" }]);
    expect(rest).not.toHaveProperty("email");
  });

  it("shows a webhook a token, which may be known to Terraform only", () => {
    const synthesized = synthesize((stack) =>
      build({ webhook: { url: unknownValue(stack, "url"), bearerToken: unknownValue(stack, "token") } })(stack),
    );
    expect(onlyResource(synthesized, "grafana_contact_point")["webhook"]).toEqual([
      {
        url: "${var.url}",
        http_method: "POST",
        authorization_scheme: "Bearer",
        authorization_credentials: "${var.token}",
      },
    ]);
  });

  it("writes one message to every mailbox", () => {
    const { email: emails, ...rest } = contactPoint({ email });
    expect(emails).toEqual([{ addresses: ["ops@example.com", "dev@example.com"], single_email: true }]);
    expect(rest).not.toHaveProperty("webhook");
  });

  it("arrives as it was written where Terraform would read a template", () => {
    const point = contactPoint({ webhook: { url: "https://hooks.example.com/${a}", bearerToken: "%{b}" } }, "${c}");
    expect(point).toMatchObject({
      name: "$${c}",
      webhook: [{ url: "https://hooks.example.com/$${a}", authorization_credentials: "%%{b}" }],
    });
  });

  it("is made once Grafana is healthy, through the provider that leads there", () => {
    expect(contactPoint()).toMatchObject({ depends_on: ["docker_container.grafana"], provider: "grafana" });
  });

  it("leaves Grafana's one notification policy, which belongs to everybody, as it is", () => {
    expect(synthesize(build()).resource).not.toHaveProperty("grafana_notification_policy");
  });

  it("refuses a receiver that cannot be reached", () => {
    expect(refusals(build({ webhook: { url: "hooks.example.com" } }))).toEqual([
      '[stack/notifications] receiver.webhook.url must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "hooks.example.com"',
    ]);
  });
});
