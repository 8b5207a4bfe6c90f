const SHOWN = [
  /^Plan: /,
  /^No changes\./,
  /^(Apply|Destroy) complete!/,
  /: (Creation|Modifications|Destruction) complete after /,
  /: Still (creating|modifying|destroying)\.\.\. /,
  /^Acquiring state lock/,
  /^(Interrupt received|Stopping operation)/,
];

/** A line of Terraform's that says how far it is, without the ids in it; undefined for any other line. */
export const progressLine = (line: string): string | undefined =>
  SHOWN.some((pattern) => pattern.test(line)) ? line.replace(/ \[id=.*\]$/, "") : undefined;
