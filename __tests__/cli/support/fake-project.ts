import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FakeProgram } from "./fake-context";

export interface FakeProject extends Disposable {
  readonly directory: string;
  /** The app: writes the manifest and the stacks as cdktf's own does. */
  readonly app: FakeProgram;
}

/** A note that a construct left in the manifest. */
export interface FakeAnnotation {
  readonly level: string;
  readonly constructPath: string;
  readonly message: string;
}

/** A project in a folder of its own, whose app synthesizes the stacks. */
export function fakeProject(
  stacks: Readonly<Record<string, object>>,
  annotations: readonly FakeAnnotation[] = [],
): FakeProject {
  const directory = mkdtempSync(join(tmpdir(), "cli-project-"));
  writeFileSync(join(directory, "cdktf.json"), JSON.stringify({ language: "typescript", app: "the-app" }));
  const app: FakeProgram = (line) => {
    if (line !== "the-app") return undefined;
    mkdirSync(join(directory, "cdktf.out"), { recursive: true });
    const described = Object.entries(stacks).map(([name, json]) => {
      const workingDirectory = `stacks/${name}`;
      const synthesizedStackPath = `${workingDirectory}/cdk.tf.json`;
      mkdirSync(join(directory, "cdktf.out", workingDirectory), { recursive: true });
      writeFileSync(join(directory, "cdktf.out", synthesizedStackPath), JSON.stringify(json));
      return [name, { name, workingDirectory, synthesizedStackPath, annotations, dependencies: [] }] as const;
    });
    const manifest = { version: "0.21.0", stacks: Object.fromEntries(described) };
    writeFileSync(join(directory, "cdktf.out", "manifest.json"), JSON.stringify(manifest));
    return {};
  };
  return { directory, app, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) };
}
