import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderSchema, Schema } from "@cdktf/commons";
import { withoutDocumentationAddresses } from "../../packages/provider-grafana/generator/comments";
import { ossDataSources, ossResources } from "../../packages/provider-grafana/generator/oss";
import { reduceSchema } from "../../packages/provider-grafana/generator/schema";

const repository = join(__dirname, "..", "..");
const sources = join(repository, "packages", "provider-grafana", "src");
const folderOf = (name: string): string => name.replaceAll("_", "-");

describe("the committed bindings", () => {
  const folders = readdirSync(sources, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

  it("are those of the provider and of the selected resources and data sources", () => {
    const expected = [
      "provider",
      ...ossResources.map(folderOf),
      ...ossDataSources.map((name) => `data-grafana-${folderOf(name)}`),
    ];
    expect(folders).toEqual(expected.sort());
  });

  it("lead to no documentation page", () => {
    const addressed = folders.filter((folder) =>
      readFileSync(join(sources, folder, "index.ts"), "utf8").includes("registry.terraform.io"),
    );
    expect(addressed).toEqual([]);
  });

  it("are all re-exported by the entry point for Grafana", () => {
    const entry = readFileSync(join(repository, "entry", "grafana.ts"), "utf8");
    const exported = [...entry.matchAll(/^export \* from "@cdktf\/provider-grafana\/lib\/(.+)";$/gm)].map(
      ([, folder]) => folder,
    );
    expect(exported).toEqual(folders);
  });
});

describe("withoutDocumentationAddresses", () => {
  it("drops a comment that held an address alone", () => {
    const source = [
      "  /**",
      "  * Docs at Terraform Registry: {@link https://registry/docs#title Folder#title}",
      "  */",
      "  readonly title: string;",
      "",
    ].join("\n");
    expect(withoutDocumentationAddresses(source)).toBe("  readonly title: string;\n");
  });

  it("keeps the rest of a comment that held more", () => {
    const source = [
      "  /**",
      "  * Docs at Terraform Registry: {@link https://registry/docs#id Folder#id}",
      "  *",
      "  * Please be aware.",
      "  */",
      "",
    ].join("\n");
    expect(withoutDocumentationAddresses(source)).toBe("  /**\n  * Please be aware.\n  */\n");
  });

  it("keeps the text of a link inside a sentence", () => {
    expect(withoutDocumentationAddresses("* Refer to the {@link https://registry/docs#import import section}.\n")).toBe(
      "* Refer to the import section.\n",
    );
  });

  it("drops the address at the head of a file", () => {
    expect(withoutDocumentationAddresses("// https://registry/docs\n// generated from a schema\n")).toBe(
      "// generated from a schema\n",
    );
  });

  it("leaves code alone", () => {
    const source = 'throw new Error("not supported: https://cdk.tf/complex-object-as-configuration");\n';
    expect(withoutDocumentationAddresses(source)).toBe(source);
  });
});

describe("reduceSchema", () => {
  const address = "registry.terraform.io/grafana/grafana";
  const selection = { prefix: "grafana_", resources: ["folder"], dataSources: ["team"] };
  const folder: Schema = {
    version: 0,
    block: {
      attributes: {
        description: { type: "string", description: "What the folder is for.", optional: true },
        panels: { type: ["list", ["object", { description: "string" }]], description: "Its panels.", computed: true },
        metadata: {
          description: "Of the folder.",
          nested_type: {
            nesting_mode: "single",
            attributes: { uid: { type: "string", description: "Stable.", optional: true } },
          },
        },
      },
      block_types: {
        options: {
          nesting_mode: "single",
          block: { attributes: { on: { type: "bool", description: "Or off." } }, block_types: {} },
        },
      },
    },
  };
  const empty: Schema = { version: 0, block: { attributes: {}, block_types: {} } };
  const schema: ProviderSchema = {
    provider_schemas: {
      [address]: {
        provider: empty,
        resource_schemas: { grafana_folder: folder, grafana_report: empty },
        data_source_schemas: { grafana_team: empty, grafana_role: empty },
      },
    },
    provider_versions: { [address]: "4.45.1" },
  };

  it("keeps the selected resources and data sources alone", () => {
    const reduced = reduceSchema(schema, address, selection).provider_schemas?.[address];
    expect(Object.keys(reduced?.resource_schemas ?? {})).toEqual(["grafana_folder"]);
    expect(Object.keys(reduced?.data_source_schemas ?? {})).toEqual(["grafana_team"]);
  });

  it("takes descriptions out, and leaves what is merely named so", () => {
    const reduced = reduceSchema(schema, address, selection).provider_schemas?.[address];
    expect(reduced?.resource_schemas.grafana_folder?.block).toEqual({
      attributes: {
        description: { type: "string", optional: true },
        panels: { type: ["list", ["object", { description: "string" }]], computed: true },
        metadata: {
          nested_type: { nesting_mode: "single", attributes: { uid: { type: "string", optional: true } } },
        },
      },
      block_types: {
        options: { nesting_mode: "single", block: { attributes: { on: { type: "bool" } }, block_types: {} } },
      },
    });
  });

  it("keeps the version that Terraform installed", () => {
    expect(reduceSchema(schema, address, selection).provider_versions).toEqual({ [address]: "4.45.1" });
  });

  it("leaves the schema that it was given as it was", () => {
    const before = structuredClone(schema);
    reduceSchema(schema, address, selection);
    expect(schema).toEqual(before);
  });

  it("names everything in the selection that the provider does not have", () => {
    const wrong = { prefix: "grafana_", resources: ["folder", "library"], dataSources: ["crew"] };
    expect(() => reduceSchema(schema, address, wrong)).toThrow(
      "registry.terraform.io/grafana/grafana has no resource grafana_library, no data source grafana_crew: take it out of the selection, or rename it there",
    );
  });

  it("says which providers there are when the one asked for is not among them", () => {
    expect(() => reduceSchema(schema, "registry.terraform.io/grafana/loki", selection)).toThrow(
      "terraform reports no schema of registry.terraform.io/grafana/loki, only of: registry.terraform.io/grafana/grafana",
    );
  });
});
