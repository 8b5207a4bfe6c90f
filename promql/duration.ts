const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, y: 31_536_000_000 } as const;

type Unit = keyof typeof UNITS;

const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const ORDER: readonly Unit[] = ["y", "w", "d", "h", "m", "s", "ms"];

/** The longest duration that Prometheus reckons with, 2 ** 63 - 1 nanoseconds, in milliseconds. */
export const LONGEST_DURATION = (2 ** 63 - 1) / 1e6;

/**
 * The milliseconds of a duration as Prometheus writes it (`90s`, `1h30m`, `15d`), or undefined when it is none: units
 * in descending order, each at most once, no fractions.
 */
export function durationMilliseconds(text: string): number | undefined {
  const parts = DURATION.exec(text);
  if (parts === null || (text === "" && parts[0] === "")) return text === "0" ? 0 : undefined;
  return ORDER.reduce((sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * UNITS[unit], 0);
}

/** A duration as Prometheus writes it: `90000` is `1m30s`. */
export function formatDuration(milliseconds: number): string {
  let rest = milliseconds;
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"] as const) {
    const count = Math.floor(rest / UNITS[unit]);
    rest -= count * UNITS[unit];
    if (count > 0) text += `${count}${unit}`;
  }
  return text === "" ? "0s" : text;
}

/** A duration as Go prints it, which is what Terraform's docker provider reads back: `60000` is `1m0s`. */
export function formatGoDuration(milliseconds: number): string {
  const hours = Math.floor(milliseconds / UNITS.h);
  const minutes = Math.floor((milliseconds % UNITS.h) / UNITS.m);
  const seconds = (milliseconds % UNITS.m) / UNITS.s;
  if (milliseconds > 0 && milliseconds < UNITS.s) return `${milliseconds}ms`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
