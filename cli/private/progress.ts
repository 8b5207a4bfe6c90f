const WAITING = /^(Acquiring state lock|Interrupt received|Stopping operation)/;

const PROGRESS = [
  /^Plan: /,
  /^No changes\./,
  /^(Apply|Destroy) complete!/,
  /: (Creation|Modifications|Destruction) complete after /,
  /: Still (creating|modifying|destroying)\.\.\. /,
  WAITING,
];

const withoutId = (line: string): string =>
  line.replace(/\[id=.*, (?=[\dhms]+ elapsed\]$)/, "[").replace(/ \[id=.*\]$/, "");

/** A line of Terraform's that says how far it is, without the ids in it; undefined for any other line. */
export const progressLine = (line: string): string | undefined =>
  PROGRESS.some((pattern) => pattern.test(line)) ? withoutId(line) : undefined;

/** A line of Terraform's that says what it waits for, where its result is printed anyway; undefined for any other line. */
export const waitingLine = (line: string): string | undefined => (WAITING.test(line) ? line : undefined);
