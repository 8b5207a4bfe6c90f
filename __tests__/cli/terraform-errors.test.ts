import { enginesOf } from "../../cli/private/engine";
import { readStack } from "../../cli/private/stack";
import { errorFixes, errorText, lookCloserAt } from "../../cli/private/terraform-errors";
import { fakeContext } from "./support/fake-context";
import { container, resource, stackJson } from "./support/resources";

const resources = [
  container({ component: "grafana", name: "team-grafana" }),
  container({ component: "prometheus" }),
  resource("docker_network", "host", { name: "monitoring" }),
  resource("docker_volume", "configuration", { name: "prometheus-config" }),
];
const stack = readStack({ name: "s", directory: "/", json: stackJson(resources), env: {} });
const lookCloser = lookCloserAt(resources, enginesOf(fakeContext(), stack));
const fixes = (stderr: string, stdout = "") => errorFixes({ code: 1, stdout, stderr }, lookCloser);

const UNWELL = [
  "",
  "Error: container failed to be in healthy state",
  "",
  "  with docker_container.team-grafana,",
  "  on cdk.tf.json line 449, in resource.docker_container.team-grafana:",
  " 449:       },",
  "",
].join("\n");

const UNSET = [
  "",
  "Error: No value for required variable",
  "",
  "  on cdk.tf.json line 4, in variable:",
  '   4:     "shop_password": {',
  "",
  'The root module input variable "shop_password" is not set, and has no default',
  "value. Use a -var or -var-file command line argument to provide a value for",
  "this variable.",
].join("\n");

describe("an error of Terraform's", () => {
  it("does not name lines of the synthesized stack", () => {
    expect(errorText(UNWELL)).toBe(
      "Error: container failed to be in healthy state\n\n  with docker_container.team-grafana",
    );
  });

  it("keeps its own words, those of other files too", () => {
    const text = "Error: no\n\n  with a.b\n\n  on main.tf line 1:\n   1: {\n\nAll of it.";
    expect(errorText(`${UNWELL}\n${text}`)).toMatch(
      /team-grafana\n\nError: no\n\n {2}with a\.b\n\n {2}on main\.tf line 1:\n {3}1: \{\n\nAll of it\.$/,
    );
  });

  it("does not advise options that the commands do not have", () => {
    expect(errorText(UNSET)).toBe(
      'Error: No value for required variable\n\nThe root module input variable "shop_password" is not set, and has no default\nvalue.',
    );
  });
});

describe("what helps against an error of Terraform's", () => {
  it("is the log of each container that did not become healthy", () => {
    const second = UNWELL.replaceAll("team-grafana", "prometheus");
    expect(fixes(UNWELL + second)).toEqual([
      "look closer: docker logs --tail 50 team-grafana",
      "look closer: docker logs --tail 50 prometheus",
    ]);
  });

  it("is the variable to set", () => {
    expect(fixes(UNSET)).toEqual(["export TF_VAR_shop_password=…"]);
  });

  it("is the name of what was not removed in time, and who has it", () => {
    const stdout = [
      "docker_container.prometheus: Destroying... [id=1]",
      "docker_container.prometheus: Destruction complete after 1s",
      "docker_network.host: Destroying... [id=2]",
      "docker_volume.configuration: Destroying... [id=3]",
      "docker_thing.other: Destroying... [id=4]",
      "docker_network.host: Still destroying... [id=2, 30s elapsed]",
    ].join("\n");
    const stderr = "Error: timeout while waiting for state to become 'removed' (last state: 'pending', timeout: 30s)";
    expect(fixes(stderr, stdout)).toEqual([
      "docker_network.host was not removed in time; look closer: docker network inspect monitoring",
      "docker_volume.configuration was not removed in time; look closer: docker ps --all --filter volume=prometheus-config",
      "docker_thing.other was not removed in time",
    ]);
  });

  it("is another subnet where the engine has a network with these addresses", () => {
    const stderr =
      "Error: Unable to create network: Error response from daemon: Pool overlaps with other one on this address space";
    expect(fixes(stderr)).toEqual([
      "another network of the engine has some of these addresses: set `subnet` of the host to one that none has",
    ]);
  });

  it("is nothing where nothing is known of it", () => {
    expect(fixes("Error: no such image")).toEqual([]);
    expect(fixes(UNWELL.replaceAll("team-grafana", "unknown"))).toEqual([]);
  });
});
