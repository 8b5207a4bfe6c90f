/**
 * A number as Prometheus 3 writes it into the labels `le` and `quantile`: `1.0`, `0.005`, `1e+06`, `+Inf`; or undefined
 * where the text is no number.
 */
export function canonicalFloat(text: string): string | undefined {
  if (/^\+?inf(?:inity)?$/i.test(text)) return "+Inf";
  if (/^-inf(?:inity)?$/i.test(text)) return "-Inf";
  if (/^nan$/i.test(text)) return "NaN";
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  return formatFloat(Number(text));
}

/** The canonical text of a finite number, as `canonicalFloat` has it: that of a bound for a query. */
export function formatFloat(value: number): string {
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e");
  // As Go's %g does: an exponent below 1e-4 and from 1e6 on.
  if (value !== 0 && (Number(exponent) < -4 || Number(exponent) >= 6)) return withExponent(mantissa, exponent);
  const plain = value.toString();
  return /[.e]/.test(plain) ? plain : `${plain}.0`;
}

const withExponent = (mantissa: string, exponent: string): string =>
  `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, "0")}`;
