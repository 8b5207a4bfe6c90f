import { Token } from "cdktf";
import type { NotificationReceiver } from "../notification-receiver";
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
  const { to, from, smarthost, username, password } = receiver.email;
  return [
    ...(to.length === 0 ? [`${option}.email.to must name one mailbox or more: received none`] : []),
    ...[...to, from]
      .filter((mailbox) => !Token.isUnresolved(mailbox) && !MAILBOX.test(mailbox))
      .map((mailbox) => `${option}.email must have mailboxes such as ops@example.com: received "${mailbox}"`),
    ...(Token.isUnresolved(smarthost) || /^[^\s:]+:\d+$/.test(smarthost)
      ? []
      : [`${option}.email.smarthost must be host:port: received "${smarthost}"`]),
    ...((username === undefined) === (password === undefined)
      ? []
      : [`${option}.email needs username and password together: received only one of them`]),
    ...Object.entries({ username, password })
      .filter(([, value]) => value === "")
      .map(([name]) => `${option}.email.${name} must not be empty: leave both out where no login is asked for`),
  ];
}
