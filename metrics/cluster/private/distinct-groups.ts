import { countDistinct, decodeSeenUsers } from "../../collectors/distinct-users";

/** Quotes within a value are escaped, so that nothing but the label itself looks like this. */
const TIMEFRAME = /(?<=[{,])timeframe="([^"]*)"/;

/** The rest of a line's labels: default labels may tell processes apart, each with users of its own. */
const groupOf = (line: string): string => line.replace(TIMEFRAME, "");

/** Whom the processes saw, by the labels that their lines have beside the timeframe. */
export class DistinctGroups {
  private readonly users = new Map<string, Uint8Array[]>();

  /** Takes in whom one process saw. */
  add(lines: Iterable<string>, users: Uint8Array): void {
    for (const group of new Set(Array.from(lines, groupOf))) {
      this.users.set(group, [...(this.users.get(group) ?? []), users]);
    }
  }

  /** The distinct users of each line; undefined for one of which nobody said whom it counts. */
  counts(lines: readonly string[]): (number | undefined)[] {
    const counted = new Map(
      Array.from(this.users, ([group, users]) => {
        const counts: ReadonlyMap<string, number> = countDistinct(users.map(decodeSeenUsers));
        return [group, counts] as const;
      }),
    );
    return lines.map((line) => counted.get(groupOf(line))?.get(TIMEFRAME.exec(line)?.[1] ?? ""));
  }
}
