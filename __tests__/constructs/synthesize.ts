import { App, TerraformStack, Testing } from "cdktf";

/** A synthesized resource, as Terraform's JSON has it. */
export type Resource = Readonly<Record<string, unknown>>;

/** What a stack becomes, by resource type and logical id. */
export interface Synthesized {
  readonly terraform: { readonly required_providers: Readonly<Record<string, { readonly version: string }>> };
  readonly provider: Readonly<Record<string, readonly Resource[]>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly variable?: Readonly<Record<string, Resource>>;
}

const newStack = () => {
  const app: App = Testing.app();
  return new TerraformStack(app, "stack");
};

/** What the stack becomes that `build` fills; throws what synth refuses. */
export function synthesize(build: (stack: TerraformStack) => void): Synthesized {
  const stack = newStack();
  build(stack);
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack, true)) as Synthesized;
}

/** Why synth refuses the stack that `build` fills: a line for each problem, led by its construct's path; none if it does not. */
export function refusals(build: (stack: TerraformStack) => void): string[] {
  const stack = newStack();
  build(stack);
  return stack.node
    .findAll()
    .flatMap((construct) => construct.node.validate().map((problem) => `[${construct.node.path}] ${problem}`));
}

/** The container with that name. */
export function containerNamed({ resource }: Synthesized, name: string): Resource {
  const found = Object.values(resource["docker_container"] ?? {}).find((container) => container["name"] === name);
  if (found === undefined) throw new Error(`no container is named "${name}"`);
  return found;
}

/** The files that the container with that name carries, by path. */
export function filesOf(synthesized: Synthesized, name: string): Record<string, string> {
  const uploads = containerNamed(synthesized, name)["upload"] as { file: string; content: string }[];
  return Object.fromEntries(uploads.map(({ file, content }) => [file, content]));
}
