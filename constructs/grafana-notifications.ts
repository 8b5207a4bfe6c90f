import { ContactPoint, type ContactPointConfig } from "@cdktf/provider-grafana/lib/contact-point";
import { Construct } from "constructs";
import type { IGrafana } from "./grafana";
import type { NotificationReceiver } from "./notification-receiver";
import { escapeTemplate } from "./private/escape";
import { refuseBadContent } from "./private/grafana-content";
import { receiverProblems } from "./private/receiver-problems";

/** Props of {@link GrafanaNotifications}. */
export interface GrafanaNotificationsProps {
  readonly grafana: IGrafana;
  readonly receiver: NotificationReceiver;
  /**
   * The contact point's name.
   *
   * @default "monitoring"
   */
  readonly name?: string;
}

/**
 * The contact point that this stack's alerts are sent to. Each rule names it, so that Grafana's one notification policy,
 * which belongs to everybody, stays as it is.
 */
export class GrafanaNotifications extends Construct {
  readonly contactPoint: ContactPoint;
  readonly name: string;

  constructor(scope: Construct, id: string, { grafana, receiver, name = "monitoring" }: GrafanaNotificationsProps) {
    super(scope, id);
    this.name = name;
    this.contactPoint = new ContactPoint(this, "Default", {
      provider: grafana.provider,
      dependsOn: [...grafana.dependencies],
      name: escapeTemplate(name),
      ...contact(receiver),
    });
    refuseBadContent(this, grafana, `contact point "${name}"`, () => receiverProblems("receiver", receiver));
  }
}

function contact(receiver: NotificationReceiver): Pick<ContactPointConfig, "email" | "webhook"> {
  if ("email" in receiver) return { email: [{ addresses: receiver.email.to.map(escapeTemplate), singleEmail: true }] };
  const { url, bearerToken } = receiver.webhook;
  const credentials =
    bearerToken === undefined
      ? {}
      : { authorizationScheme: "Bearer", authorizationCredentials: escapeTemplate(bearerToken) };
  return { webhook: [{ url: escapeTemplate(url), httpMethod: "POST", ...credentials }] };
}
