import type { TerraformStack } from "cdktf";
import { Grafana } from "../../constructs/grafana";
import { GrafanaFolder, type GrafanaFolderProps } from "../../constructs/grafana-folder";
import { MonitoringHost } from "../../constructs/monitoring-host";
import { built, onlyResource, refusals, synthesize } from "./synthesize";

const build =
  (props: Omit<GrafanaFolderProps, "grafana">) =>
  (stack: TerraformStack): GrafanaFolder => {
    const grafana = new Grafana(stack, "grafana", { host: new MonitoringHost(stack, "host") });
    return new GrafanaFolder(stack, "folder", { grafana, ...props });
  };

const folder = (props: Omit<GrafanaFolderProps, "grafana">) => onlyResource(synthesize(build(props)), "grafana_folder");

describe("GrafanaFolder", () => {
  it("has its title, and a uid that is made from it", () => {
    expect(folder({ title: "Night shift" })).toMatchObject({ title: "Night shift", uid: "night-shift" });
  });

  it("has a uid that Grafana keeps, however long the title", () => {
    const { uid } = built(build({ title: "The night shift of the shop around the corner" }));
    expect(uid).toMatch(/^the-night-shift-[a-z0-9-]{1,24}$/);
  });

  it("takes another uid", () => {
    expect(folder({ title: "Night shift", uid: "night" })).toMatchObject({ uid: "night" });
  });

  it("is made once Grafana is healthy, through the provider that leads there", () => {
    expect(folder({ title: "Shop" })).toMatchObject({ depends_on: ["docker_container.grafana"], provider: "grafana" });
  });

  it("has its title as it was written where Terraform would read a template", () => {
    expect(folder({ title: "100%{of} ${shops}", uid: "shops" })).toMatchObject({ title: "100%%{of} $${shops}" });
  });

  it.each(["", "1234", "a b", "a".repeat(41)])("refuses the uid %j, which Grafana would", (uid) => {
    expect(refusals(build({ title: "Shop", uid }))).toEqual([
      `[stack/folder] uid must be at most 40 letters, digits, "-" and "_", and not all digits: received "${uid}"`,
    ]);
  });

  it("refuses to be without a title", () => {
    expect(refusals(build({ title: " " }))).toEqual(["[stack/folder] title must not be empty"]);
  });
});
