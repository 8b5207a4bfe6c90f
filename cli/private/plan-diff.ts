const SIGNED = /^( *)(-\/\+|\+\/-|[-+~])(?= )/;

/** A line that begins a text of several lines: its own indentation, with its sign, is the column of the closing mark. */
const TEXT_BEGINS = /^( *(?:[-+~] )?).*<<-?EOT(?: #.*)?$/;

/** How far the signs of lines in a text are to the right of the mark that closes it. */
const SIGN_OFFSET = 2;

const asDiffSign = (sign: string) => (sign === "~" ? "!" : sign);

const withSignFirst = (line: string): string =>
  line.replace(SIGNED, (_, indent: string, sign: string) => asDiffSign(sign) + indent);

/**
 * A plan of Terraform's with its signs at the beginning of the line, where a diff has them. What looks like a sign in a
 * text of several lines, as each item of a YAML list does, is one only in the column in which the plan has its own.
 */
export function planDiff(plan: string): string {
  let closing: number | undefined;
  const diffLine = (line: string): string => {
    if (closing === undefined) {
      closing = TEXT_BEGINS.exec(line)?.[1]?.length;
      return withSignFirst(line);
    }
    if (line.startsWith(`${" ".repeat(closing)}EOT`)) {
      closing = undefined;
      return line;
    }
    return SIGNED.exec(line)?.[1]?.length === closing + SIGN_OFFSET ? withSignFirst(line) : line;
  };
  return plan.split("\n").map(diffLine).join("\n");
}
