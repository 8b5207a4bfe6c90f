import { Token } from "cdktf";
import type { EmailReceiver } from "../../../constructs/notification-receiver";
import { receiverProblems } from "../../../constructs/private/receiver-problems";

const unknown = Token.asString({ resolve: () => "later" });
const email: EmailReceiver = { to: ["ops@example.com"], from: "alerts@example.com", smarthost: "mail.example.com:587" };
const emailProblems = (more: Partial<EmailReceiver>) => receiverProblems("receiver", { email: { ...email, ...more } });

describe("receiverProblems", () => {
  it.each([
    undefined,
    { webhook: { url: "https://hooks.example.com/a" } },
    { webhook: { url: "http://127.0.0.1:9999" } },
    { webhook: { url: unknown } },
    { email },
    { email: { ...email, username: "alerts", password: "s3cret" } },
    { email: { to: [unknown], from: unknown, smarthost: unknown, username: unknown, password: unknown } },
  ])("takes %j", (receiver) => {
    expect(receiverProblems("receiver", receiver)).toEqual([]);
  });

  it.each(["", "hooks.example.com/a", "ftp://hooks.example.com", "https://"])("refuses the webhook %j", (url) => {
    expect(receiverProblems("receiver", { webhook: { url } })).toEqual([
      `receiver.webhook.url must be an address of http:// or https://, a host and no blanks, such as https://ops.example.com/: received "${url}"`,
    ]);
  });

  it("refuses a webhook and mailboxes together", () => {
    expect(receiverProblems("receiver", { webhook: { url: "https://hooks.example.com" }, email })).toEqual([
      "receiver must be one webhook or one e-mail receiver: received both",
    ]);
  });

  it("refuses mail to nobody", () => {
    expect(emailProblems({ to: [] })).toEqual(["receiver.email.to must name one mailbox or more: received none"]);
  });

  it("refuses what is no mailbox", () => {
    expect(emailProblems({ to: ["ops", "dev@example.com"], from: "a b@example.com" })).toEqual([
      'receiver.email must have mailboxes such as ops@example.com: received "ops"',
      'receiver.email must have mailboxes such as ops@example.com: received "a b@example.com"',
    ]);
  });

  it("refuses a list that only Terraform knows, and takes mailboxes of which only Terraform knows each", () => {
    expect(emailProblems({ to: Token.asList({ resolve: () => ["ops@example.com"] }) })).toEqual([
      "receiver.email must list each mailbox by itself, be it a variable: received a list that only Terraform knows",
    ]);
    expect(emailProblems({ to: [unknown, unknown] })).toEqual([]);
  });

  it.each(["mail.example.com", "mail.example.com:smtp", ":587"])("refuses the mail server %j", (smarthost) => {
    expect(emailProblems({ smarthost })).toEqual([
      `receiver.email.smarthost must be host:port: received "${smarthost}"`,
    ]);
  });

  it.each([{ username: "alerts" }, { password: "s3cret" }])("refuses half a login: %j", (half) => {
    expect(emailProblems(half)).toEqual([
      "receiver.email needs username and password together: received only one of them",
    ]);
  });

  it("refuses secrets that are empty, as one is that was not found", () => {
    expect(receiverProblems("receiver", { webhook: { url: "https://hooks.example.com", bearerToken: "" } })).toEqual([
      "receiver.webhook.bearerToken must not be empty: leave it out where none is asked for",
    ]);
    expect(emailProblems({ username: "alerts", password: "" })).toEqual([
      "receiver.email.password must not be empty: leave both out where no login is asked for",
    ]);
  });

  it("names everything that is wrong at once, by the option that it was given as", () => {
    const receiver = { email: { to: [], from: "alerts", smarthost: "mail", username: "alerts" } };
    expect(receiverProblems("notifications", receiver)).toEqual([
      "notifications.email.to must name one mailbox or more: received none",
      'notifications.email must have mailboxes such as ops@example.com: received "alerts"',
      'notifications.email.smarthost must be host:port: received "mail"',
      "notifications.email needs username and password together: received only one of them",
    ]);
  });
});
