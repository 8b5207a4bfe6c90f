import { grafanaUid } from "../../promql/grafana-uid";
import type { AlertGroup, AlertRule } from "../alert-group";

/** The uid of a rule in Grafana: what identifies it must not depend on its place in the group. */
export const ruleUid = (group: AlertGroup, rule: AlertRule): string => grafanaUid(group.name, rule.name, rule.severity);
