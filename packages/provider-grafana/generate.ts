import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Language } from "@cdktf/commons";
import { ConstructsMaker, TerraformProviderConstraint } from "@cdktf/provider-generator";
import { withoutDocumentationAddresses } from "./generator/comments";
import { ossDataSources, ossResources } from "./generator/oss";
import { reduceSchema } from "./generator/schema";
import { cdktf } from "./package.json";

const address = cdktf.provider.name;
const sources = join(__dirname, "src");

/** cdktf's generator, shown less: it asks Terraform for the schema as ever, and sees the selection only. */
class OssConstructsMaker extends ConstructsMaker {
  override async getSchemas(targets: Parameters<ConstructsMaker["getSchemas"]>[0]) {
    const { providerSchema, ...rest } = await super.getSchemas(targets);
    if (providerSchema === undefined) throw new Error(`terraform reports no schema of ${address}`);
    const selection = { prefix: "grafana_", resources: ossResources, dataSources: ossDataSources };
    return { ...rest, providerSchema: reduceSchema(providerSchema, address, selection) };
  }
}

/**
 * Writes `src/` anew, for the provider and version that package.json names under `cdktf.provider`. `terraform` must be
 * on the PATH and able to install that version; its settings (TF_CLI_CONFIG_FILE) are honoured.
 */
async function generate(): Promise<void> {
  const output = await mkdtemp(join(tmpdir(), "provider-grafana-"));
  try {
    const [, namespace, name] = address.split("/");
    const constraint = new TerraformProviderConstraint(`${namespace}/${name}@${cdktf.provider.version}`);
    await new OssConstructsMaker({ codeMakerOutput: output, targetLanguage: Language.TYPESCRIPT }).generate([
      constraint,
    ]);

    const generated = join(output, "providers", constraint.name);
    const files = (await readdir(generated, { recursive: true })).filter((file) => file.endsWith(".ts"));
    await rm(sources, { recursive: true, force: true });
    for (const file of files) {
      const source = await readFile(join(generated, file), "utf8");
      await mkdir(dirname(join(sources, file)), { recursive: true });
      await writeFile(join(sources, file), withoutDocumentationAddresses(source));
    }
    console.log(`${address} ${cdktf.provider.version}: ${files.length} files in src/`);
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

generate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
