import { loginChange, refusalFixes, type LoginChange } from "../../cli/private/login-change";
import { container } from "./support/resources";

const grafana = (...env: string[]) => [container({ component: "grafana", attributes: { env } })];
const changeOf = (before: readonly string[], after: readonly string[]) =>
  loginChange("docker_container.grafana", grafana(...before), grafana(...after));

describe("the change of a login", () => {
  const before = ["GF_SECURITY_ADMIN_USER=admin", "GF_SECURITY_ADMIN_PASSWORD=old=1"];

  it("is none where name and password stay", () => {
    expect(changeOf(before, before)).toEqual({ nameBefore: undefined, isPasswordNew: false });
  });

  it("is a new name, with the one before", () => {
    const after = ["GF_SECURITY_ADMIN_USER=ada", "GF_SECURITY_ADMIN_PASSWORD=old=1"];
    expect(changeOf(before, after)).toEqual({ nameBefore: "admin", isPasswordNew: false });
  });

  it("is a new password", () => {
    const after = ["GF_SECURITY_ADMIN_USER=admin", "GF_SECURITY_ADMIN_PASSWORD=old=2"];
    expect(changeOf(before, after)).toEqual({ nameBefore: undefined, isPasswordNew: true });
  });

  it("is none where only Terraform knows, or nothing was there before", () => {
    const none = { nameBefore: undefined, isPasswordNew: false };
    expect(changeOf(before, ["GF_SECURITY_ADMIN_USER=${data.a.b}"])).toEqual(none);
    expect(changeOf([], before)).toEqual(none);
  });
});

describe("what helps against a refused login", () => {
  const fixes = (change: Partial<LoginChange>, password = "a long one") =>
    refusalFixes({
      login: { url: "http://127.0.0.1:3000", authorization: undefined, user: "ada", password },
      change: { nameBefore: undefined, isPasswordNew: false, ...change },
      command: (...args) => ["docker", ...args, "grafana"].join(" "),
    });
  const SHORT =
    "Grafana takes no password of fewer than 4 characters: give `adminPassword` more, by TF_VAR_grafana_admin_password in the default stack";
  const NAME =
    'its database keeps the administrator\'s name that it was made with, and knows no "ada": set `adminUser` to "admin" again, by TF_VAR_grafana_admin_user in the default stack';

  it("is the name before, where that has changed", () => {
    expect(fixes({ nameBefore: "admin", isPasswordNew: true })).toEqual([NAME]);
  });

  it("is a longer password, where Grafana takes none so short", () => {
    expect(fixes({ isPasswordNew: true }, "abc")).toEqual([SHORT]);
    expect(fixes({ isPasswordNew: true }, "abcd")).not.toContain(SHORT);
  });

  it("is both where both are wrong", () => {
    expect(fixes({ nameBefore: "admin" }, "abc")).toEqual([SHORT, NAME]);
  });

  it("is a look at the log, where a new password was not taken", () => {
    expect(fixes({ isPasswordNew: true })).toEqual([
      "it has not taken its new password; look closer: docker logs --tail 50 grafana",
    ]);
  });

  it("is a restart, or another name, only where neither has changed", () => {
    expect(fixes({})).toEqual([
      "its password was changed within: docker restart grafana sets the stack's again",
      'or its database was made with another administrator\'s name than "ada", and keeps it: set `adminUser` to that one, by TF_VAR_grafana_admin_user in the default stack',
    ]);
  });
});
