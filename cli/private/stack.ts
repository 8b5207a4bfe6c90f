import { isObject, listOf, objectOf, textOf, textsOf, type JsonObject } from "./json";
import type { Resource } from "./resource";
import { renderObject, renderTemplate, type Lookup } from "./template";

/** A synthesized stack: what Terraform is given. */
export interface Stack {
  readonly name: string;
  /** The folder of its cdk.tf.json, where Terraform runs. */
  readonly directory: string;
  readonly resources: readonly Resource[];
  /** What the stack's constructs have to say: warnings of the synthesis. */
  readonly warnings: readonly string[];
  /**
   * The settings of the provider that a resource uses, templates rendered where that is possible; empty when the stack
   * sets none.
   */
  readonly provider: (name: string, alias?: string) => JsonObject;
  /** The names of those settings that hold what only Terraform knows: a text that was rendered may look like a template. */
  readonly unknownSettings: (name: string, alias?: string) => ReadonlySet<string>;
  /** The alias of the provider that a resource uses; undefined for the default one. */
  readonly aliasOf: (address: string) => string | undefined;
  /** The value of a variable, from the environment or its default; undefined when it is not known here. */
  readonly lookup: Lookup;
}

/** What a stack is read from. */
export interface StackSource {
  readonly name: string;
  readonly directory: string;
  /** The content of cdk.tf.json. */
  readonly json: unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Warnings of the synthesis.
   *
   * @default - none
   */
  readonly warnings?: readonly string[];
}

const REFERENCE = /^([a-z0-9_]+)\.([\w-]+)\.(\w+)$/;

const isTemplate = (text: string) => text.includes("${");

/** Looks up variables, and attributes that the configuration of another resource spells out. */
function lookupIn(json: JsonObject, env: StackSource["env"]): Lookup {
  const lookup: Lookup = (expression) => {
    const variable = /^var\.([\w-]+)$/.exec(expression)?.[1];
    if (variable !== undefined) {
      return env[`TF_VAR_${variable}`] ?? textOf(objectOf(objectOf(json.variable)[variable]).default);
    }
    const [, type = "", name = "", attribute = ""] = REFERENCE.exec(expression) ?? [];
    const value = textOf(objectOf(objectOf(objectOf(json.resource)[type])[name])[attribute]);
    return value === undefined || isTemplate(value) ? undefined : value;
  };
  return lookup;
}

function resourcesIn(json: JsonObject, lookup: Lookup): Resource[] {
  return Object.entries(objectOf(json.resource)).flatMap(([type, named]) =>
    Object.entries(objectOf(named))
      .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
      .map(([name, attributes]) => ({
        address: `${type}.${name}`,
        type,
        attributes: renderObject(attributes, lookup),
        dependsOn: textsOf(attributes.depends_on),
      })),
  );
}

/** Reads a synthesized stack. */
export function readStack({ name, directory, json, env, warnings = [] }: StackSource): Stack {
  const document = objectOf(json);
  const lookup = lookupIn(document, env);
  const resources = resourcesIn(document, lookup);
  const aliases = new Map(
    resources.map(({ address, attributes }) => [address, textOf(attributes.provider)?.split(".")[1]]),
  );
  const blockOf = (provider: string, alias: string | undefined): JsonObject =>
    listOf(objectOf(document.provider)[provider])
      .filter(isObject)
      .find((block) => textOf(block.alias) === alias) ?? {};
  return {
    name,
    directory,
    resources,
    warnings,
    lookup,
    provider: (provider, alias) => renderObject(blockOf(provider, alias), lookup),
    unknownSettings: (provider, alias) => {
      const isUnknown = (value: unknown) => typeof value === "string" && renderTemplate(value, lookup) === undefined;
      const unknown = Object.entries(blockOf(provider, alias)).filter(([, value]) => isUnknown(value));
      return new Set(unknown.map(([setting]) => setting));
    },
    aliasOf: (address) => aliases.get(address),
  };
}
