import { Fn, Op, Token, type TerraformVariable } from "cdktf";
import type { Problem } from "./problems";

const TOO_SHORT = "must have 4 characters or more: Grafana refuses shorter ones";
const AN_OPTION = 'must not begin with "-": Grafana\'s command line takes it for an option';
const EMPTY = "must not be empty: Terraform could not log in";
const WITH_COLON = 'must not contain ":"';

/** What Grafana, or the command that sets it, refuses of a password; the value is not repeated. */
export function adminPasswordProblems(option: string, password: string): Problem[] {
  if (Token.isUnresolved(password)) return [];
  return [
    ...(password.length < 4 ? [`${option} ${TOO_SHORT}`] : []),
    ...(password.startsWith("-") ? [`${option} ${AN_OPTION}`] : []),
  ];
}

/** What a name cannot be that is sent in front of a colon and its password. */
export function adminUserProblems(option: string, user: string): Problem[] {
  if (Token.isUnresolved(user)) return [];
  return [...(user === "" ? [`${option} ${EMPTY}`] : []), ...(user.includes(":") ? [`${option} ${WITH_COLON}`] : [])];
}

/** A variable's value is unknown at synth, so Terraform holds it against the same rules. */
function validate(variable: TerraformVariable, condition: unknown, rule: string): void {
  const name = variable.friendlyUniqueId;
  variable.addValidation({
    condition,
    errorMessage: `${name} ${rule}. Set TF_VAR_${name} to such a value, or unset it to have "admin".`,
  });
}

/**
 * Has Terraform refuse a password that is too short. It shows the value that a variable's validation refuses, be it
 * sensitive: one of three characters is no secret, any other rule is for {@link passwordPrecondition}.
 */
export function validatePassword(variable: TerraformVariable): void {
  validate(variable, Op.gte(Fn.lengthOf(variable.value), 4), TOO_SHORT);
}

/** The condition of a resource by which a plan refuses a password that only Terraform knows, and does not show it. */
export const passwordPrecondition = (option: string, password: string) => ({
  condition: Op.not(Fn.startswith(password, "-")),
  errorMessage: `${option} ${AN_OPTION}`,
});

/** Has Terraform refuse a name that {@link adminUserProblems} would. */
export function validateUser(variable: TerraformVariable): void {
  validate(variable, Op.gte(Fn.lengthOf(variable.value), 1), EMPTY);
  validate(variable, Op.not(Fn.strcontains(variable.stringValue, ":")), WITH_COLON);
}
