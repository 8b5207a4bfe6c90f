import { parse } from "yaml";

/** A rule of a rule file. */
export interface FileRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The rules of a rule file, of all its groups. */
export const rulesOf = (ruleFile: string): FileRule[] =>
  (parse(ruleFile) as { groups: { rules: FileRule[] }[] }).groups.flatMap(({ rules }) => rules);

/** The alerts of a rule file. */
export const alertsOf = (ruleFile: string): FileRule[] => rulesOf(ruleFile).filter(({ alert }) => alert !== undefined);
