/** A web address that alerts are posted to. */
export interface WebhookReceiver {
  /** The address; it may hold a secret, and may be a value that is known to Terraform only. */
  readonly url: string;
  /**
   * Sent as `Authorization: Bearer …`.
   *
   * @default - no credentials
   */
  readonly bearerToken?: string;
}

/** Mailboxes that alerts are sent to. */
export interface EmailReceiver {
  readonly to: readonly string[];
  readonly from: string;
  /** The mail server, as `host:port`. */
  readonly smarthost: string;
  /**
   * The name to log in with at the mail server.
   *
   * @default - no login
   */
  readonly username?: string;
  /**
   * The password to log in with; a sensitive value.
   *
   * @default - no login
   */
  readonly password?: string;
  /**
   * Whether mail is sent over an encrypted connection only.
   *
   * @default true
   */
  readonly requireTls?: boolean;
}

/** The mail server of a receiver, and how it is spoken to. */
export type MailServer = Pick<EmailReceiver, "from" | "smarthost" | "username" | "password" | "requireTls">;

/** Who is notified of alerts: one webhook, or one set of mailboxes. */
export type NotificationReceiver = { readonly webhook: WebhookReceiver } | { readonly email: EmailReceiver };
