import type { GrafanaLogin } from "./grafana-login";
import { textsOf } from "./json";
import type { Resource } from "./resource";

/** What a deployment changes of the login that it gives to a container of Grafana's. */
export interface LoginChange {
  /** The name before; undefined where it stays. */
  readonly nameBefore: string | undefined;
  readonly isPasswordNew: boolean;
}

/** What is known of a Grafana that goes on refusing the stack's login. */
export interface Refusal {
  readonly login: GrafanaLogin | undefined;
  readonly change: LoginChange;
  /** A command line of Docker's on its container, such as `docker restart grafana`. */
  readonly command: (...args: readonly string[]) => string;
}

const NAME = "GF_SECURITY_ADMIN_USER";
const PASSWORD = "GF_SECURITY_ADMIN_PASSWORD";

/** The shortest password that `grafana cli admin reset-admin-password` takes, seen on Grafana 12.4. */
const SHORTEST_PASSWORD = 4;

/** A variable of a container's environment; undefined where it is not set, or only Terraform knows its value. */
function variableOf(name: string, address: string, resources: readonly Resource[]): string | undefined {
  const environment = textsOf(resources.find((resource) => resource.address === address)?.attributes.env);
  const value = environment.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
  return value?.includes("${") === true ? undefined : value;
}

/**
 * What changes of the login of a container.
 *
 * @param deployed what Terraform's state holds
 * @param declared what the stack declares
 */
export function loginChange(
  address: string,
  deployed: readonly Resource[],
  declared: readonly Resource[],
): LoginChange {
  const changed = (name: string): string | undefined => {
    const before = variableOf(name, address, deployed);
    const after = variableOf(name, address, declared);
    return after === undefined || before === after ? undefined : before;
  };
  return { nameBefore: changed(NAME), isPasswordNew: changed(PASSWORD) !== undefined };
}

/** What helps against a refused login, where the container has been started with it. */
export function refusalFixes({ login, change, command }: Refusal): string[] {
  const { user = "", password } = login ?? {};
  const { nameBefore, isPasswordNew } = change;
  const isShort = password !== undefined && password.length < SHORTEST_PASSWORD;
  const fixes = [
    ...(isShort
      ? [
          `Grafana takes no password of fewer than ${SHORTEST_PASSWORD} characters: give \`adminPassword\` more, by TF_VAR_grafana_admin_password in the default stack`,
        ]
      : []),
    ...(nameBefore === undefined
      ? []
      : [
          `its database keeps the administrator's name that it was made with, and knows no "${user}": set \`adminUser\` to "${nameBefore}" again, by TF_VAR_grafana_admin_user in the default stack`,
        ]),
  ];
  if (fixes.length > 0) return fixes;
  if (isPasswordNew) return [`it has not taken its new password; look closer: ${command("logs", "--tail", "50")}`];
  return [
    `its password was changed within: ${command("restart")} sets the stack's again`,
    `or its database was made with another administrator's name than "${user}", and keeps it: set \`adminUser\` to that one, by TF_VAR_grafana_admin_user in the default stack`,
  ];
}
