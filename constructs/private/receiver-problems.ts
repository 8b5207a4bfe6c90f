import { Token } from "cdktf";
import type { MailServer, NotificationReceiver } from "../notification-receiver";
import { urlProblems, type Problem } from "./problems";

const MAILBOX = /^[^\s@]+@[^\s@]+$/;

/** What is wrong with a receiver. */
export function receiverProblems(option: string, receiver: NotificationReceiver | undefined): Problem[] {
  if (receiver === undefined) return [];
  if ("webhook" in receiver && "email" in receiver) {
    return [`${option} must be one webhook or one e-mail receiver: received both`];
  }
  if ("webhook" in receiver) {
    const { url, bearerToken } = receiver.webhook;
    return [
      ...urlProblems(`${option}.webhook.url`, url),
      ...(bearerToken === ""
        ? [`${option}.webhook.bearerToken must not be empty: leave it out where none is asked for`]
        : []),
    ];
  }
  const { to } = receiver.email;
  return [
    ...(to.length === 0 ? [`${option}.email.to must name one mailbox or more: received none`] : []),
    ...to.flatMap((mailbox) => mailboxProblems(`${option}.email`, mailbox)),
    ...mailServerProblems(`${option}.email`, receiver.email),
  ];
}

const mailboxProblems = (option: string, mailbox: string): Problem[] => {
  // A list of Terraform's would come to one mailbox whose name is the list's.
  if (mailbox.startsWith("#{TfToken[")) {
    return [`${option} must list each mailbox by itself, be it a variable: received a list that only Terraform knows`];
  }
  return Token.isUnresolved(mailbox) || MAILBOX.test(mailbox)
    ? []
    : [`${option} must have mailboxes such as ops@example.com: received "${mailbox}"`];
};

/** What is wrong with a mail server, and with how it is spoken to. */
export function mailServerProblems(option: string, server: MailServer | undefined): Problem[] {
  if (server === undefined) return [];
  const { from, smarthost, username, password } = server;
  return [
    ...mailboxProblems(option, from),
    ...(Token.isUnresolved(smarthost) || /^[^\s:]+:\d+$/.test(smarthost)
      ? []
      : [`${option}.smarthost must be host:port: received "${smarthost}"`]),
    ...((username === undefined) === (password === undefined)
      ? []
      : [`${option} needs username and password together: received only one of them`]),
    ...Object.entries({ username, password })
      .filter(([, value]) => value === "")
      .map(([name]) => `${option}.${name} must not be empty: leave both out where no login is asked for`),
  ];
}
