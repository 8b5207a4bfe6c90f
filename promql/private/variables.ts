import type { Finding } from "../finding";
import { BUILT_IN_VARIABLES, type Substitution } from "./grafana-variables";
import { didYouMean } from "./nearest";

/** Variables that nothing will fill in. */
export function variableFindings(
  { original, variables }: Substitution,
  allowed: "any" | "none" | readonly string[],
): Finding[] {
  if (allowed === "any") return [];
  return variables.flatMap(({ name, from, to }): Finding[] => {
    const use = original.slice(from, to);
    if (allowed === "none") {
      const message = `${use} is a variable of a Grafana dashboard, and nothing fills it in here`;
      return [{ kind: "variable-in-rule", from, to, message }];
    }
    if (allowed.includes(name) || BUILT_IN_VARIABLES.includes(name)) return [];
    const names = [...allowed, ...BUILT_IN_VARIABLES];
    return [{ kind: "unknown-variable", from, to, message: `unknown variable "${name}"${didYouMean(name, names)}` }];
  });
}
