import { createHash } from "node:crypto";

/** The longest uid that Grafana keeps for a folder, a dashboard, a datasource or a rule. */
export const LONGEST_UID = 40;

/** What Grafana accepts as a uid; one of digits alone is taken for a numeric id of old. */
export const isGrafanaUid = (uid: string): boolean =>
  /^[a-zA-Z0-9_-]+$/.test(uid) && uid.length <= LONGEST_UID && !/^\d+$/.test(uid);

/**
 * A stable uid for the thing that the names lead to, outermost first: lower case, joined with `-`. One that is too long
 * is cut and ends in a hash of the whole, so that two of them never meet.
 */
export function grafanaUid(...names: readonly string[]): string {
  const whole = names.join("-");
  const readable = whole
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (isGrafanaUid(readable)) return readable;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${readable.slice(0, LONGEST_UID - hash.length - 1).replace(/-+$/, "") || "uid"}-${hash}`;
}
