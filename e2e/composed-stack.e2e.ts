import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./support/checkout";
import { run, succeed } from "./support/command";

/** The example as somebody has it who knows this project by its package only. */
describe("a stack composed from the installed package", () => {
  const folder = mkdtempSync(join(tmpdir(), "composed-"));
  const here = { cwd: folder };

  beforeAll(async () => {
    cpSync(join(ROOT, "examples", "composed"), folder, { recursive: true });
    const packed = await succeed("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: ROOT });
    const tarball = packed.trim().split("\n").at(-1) ?? "";
    await succeed("npm", ["install", join(folder, tarball)], here);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("compiles", async () => {
    // What npm has to say of its own settings is on stderr.
    expect(await run("npx", ["tsc"], here)).toMatchObject({ code: 0, stdout: "" });
  });

  it("synthesizes, and Terraform finds it valid", async () => {
    await succeed("npx", ["cdktf", "synth"], here);
    const stack = join(folder, "cdktf.out", "stacks", "shop");
    await succeed("terraform", [`-chdir=${stack}`, "init", "-input=false"], here);
    expect(await succeed("terraform", [`-chdir=${stack}`, "validate", "-no-color"], here)).toContain("Success!");
  });

  it("has names, a network and ports of its own", () => {
    const stack = join(folder, "cdktf.out", "stacks", "shop", "cdk.tf.json");
    const { resource } = JSON.parse(readFileSync(stack, "utf8")) as {
      resource: Record<string, Record<string, { name: string; ports?: { external: number }[] }>>;
    };
    const containers = Object.values(resource["docker_container"] ?? {});
    expect(containers.map(({ name }) => name).sort()).toEqual([
      "shop-cadvisor",
      "shop-grafana",
      "shop-node-exporter",
      "shop-prometheus",
      "shop-prometheus-config",
      "shop-redis-exporter",
    ]);
    const ports = containers.flatMap((container) => (container.ports ?? []).map(({ external }) => external));
    expect(ports.sort()).toEqual([3100, 9190]);
    expect(Object.values(resource["docker_network"] ?? {}).map(({ name }) => name)).toEqual(["shop-monitoring"]);
  });
});
