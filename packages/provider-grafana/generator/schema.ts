import type { Attribute, Block, ProviderSchema, Schema } from "@cdktf/commons";

/** Which resources and data sources to keep. */
export interface SchemaSelection {
  /** What all their names start with, such as `grafana_`. */
  readonly prefix: string;
  /** Named without the prefix. */
  readonly resources: readonly string[];
  /** Named without the prefix. */
  readonly dataSources: readonly string[];
}

/**
 * The schema of one provider, reduced to a selection, in its order, and without descriptions: they are half of what
 * the generator would write, and the provider's own documentation has them.
 *
 * @param provider - The full address, such as `registry.terraform.io/grafana/grafana`.
 * @throws an Error that names everything in the selection that the provider does not have.
 */
export function reduceSchema(schema: ProviderSchema, provider: string, selection: SchemaSelection): ProviderSchema {
  const whole = schema.provider_schemas?.[provider];
  if (whole === undefined) {
    const known = Object.keys(schema.provider_schemas ?? {});
    throw new Error(`terraform reports no schema of ${provider}, only of: ${known.join(", ") || "nothing"}`);
  }
  const resources = select(whole.resource_schemas, selection.prefix, selection.resources);
  const dataSources = select(whole.data_source_schemas, selection.prefix, selection.dataSources);
  const missing = [
    ...resources.missing.map((name) => `resource ${name}`),
    ...dataSources.missing.map((name) => `data source ${name}`),
  ];
  if (missing.length > 0) {
    throw new Error(`${provider} has no ${missing.join(", no ")}: take it out of the selection, or rename it there`);
  }
  return {
    ...schema,
    provider_schemas: {
      [provider]: {
        provider: bareSchema(whole.provider),
        resource_schemas: mapValues(resources.found, bareSchema),
        data_source_schemas: mapValues(dataSources.found, bareSchema),
      },
    },
  };
}

function select<T>(all: Record<string, T>, prefix: string, names: readonly string[]) {
  const found: Record<string, T> = {};
  const missing: string[] = [];
  for (const name of names.map((short) => prefix + short)) {
    const schema = all[name];
    if (schema === undefined) missing.push(name);
    else found[name] = schema;
  }
  return { found, missing };
}

function bareSchema(schema: Schema): Schema {
  return { ...schema, block: bareBlock(schema.block) };
}

// A block without attributes, or without blocks of its own, lacks the key: the generator's types do not say so.
function bareBlock(block: Partial<Block>): Block {
  return {
    attributes: mapValues(block.attributes ?? {}, bareAttribute),
    block_types: mapValues(block.block_types ?? {}, (type) => ({ ...type, block: bareBlock(type.block) })),
  };
}

function bareAttribute(attribute: Attribute): Attribute {
  const bare = { ...attribute };
  delete bare.description;
  if (bare.nested_type === undefined) return bare;
  const attributes = mapValues(bare.nested_type.attributes ?? {}, bareAttribute);
  return { ...bare, nested_type: { ...bare.nested_type, attributes } };
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
