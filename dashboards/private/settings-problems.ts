import { durationMilliseconds } from "../../promql/duration";
import { isGrafanaUid, LONGEST_UID } from "../../promql/grafana-uid";
import type { DashboardSettings } from "../dashboard-settings";

/** What Grafana refuses to store as less, unless its own settings say otherwise. */
const SHORTEST_REFRESH = 5_000;

const RELATIVE_TIME = /^now(?:[+-]\d+[smhdwMQy]|\/f?[smhdwMQy])*$/;

/** What a uid has to be, and how to mend one that is not. */
export const uidProblems = (option: string, uid: string, mend: string): string[] =>
  isGrafanaUid(uid)
    ? []
    : [
        `${option} must be 1 to ${LONGEST_UID} letters, digits, "-" and "_", and not all digits: received "${uid}": ${mend}`,
      ];

function isTimezone(timezone: string): boolean {
  if (timezone === "browser" || timezone === "utc") return true;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const isTime = (time: string) => RELATIVE_TIME.test(time) || (/^\d{4}-/.test(time) && !Number.isNaN(Date.parse(time)));

const isRefresh = (refresh: string) =>
  /^\d+[smhd]$/.test(refresh) && (durationMilliseconds(refresh) ?? 0) >= SHORTEST_REFRESH;

/** Every setting that Grafana would refuse or not understand. */
export function settingsProblems({ datasourceUid, timeRange, refresh, timezone }: DashboardSettings): string[] {
  return [
    ...(datasourceUid === undefined ? [] : uidProblems("datasourceUid", datasourceUid, "give the datasource's uid")),
    ...(["from", "to"] as const).flatMap((end) =>
      timeRange === undefined || isTime(timeRange[end])
        ? []
        : [`timeRange.${end} must be a time such as "now-1h" or "now": received "${timeRange[end]}"`],
    ),
    ...(refresh === undefined || refresh === false || isRefresh(refresh)
      ? []
      : [`refresh must be a duration such as "30s", at least 5s, or false for never: received "${refresh}"`]),
    ...(timezone === undefined || isTimezone(timezone)
      ? []
      : [`timezone must be "browser", "utc" or a name such as "Europe/Lisbon": received "${timezone}"`]),
  ];
}
