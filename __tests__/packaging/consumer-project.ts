import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "..", "..");

/** Runs a program to its end and gives what it printed; a failure shows all that it printed. */
function run(directory: string, program: string, ...args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, { cwd: directory, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error([`${program} ${args.join(" ")} failed:`, stdout, stderr].join("\n"));
  return stdout;
}

/** What `npm pack` says of a tarball. */
export interface Tarball {
  readonly path: string;
  /** The files in it, by their paths inside the package. */
  readonly files: readonly string[];
}

/** Packs a package of this repository, as `npm publish` would. */
export function pack(folder: string, destination: string): Tarball {
  const output = run(join(repository, folder), "npm", "pack", "--json", "--pack-destination", destination);
  // What the package's own build prints comes first.
  const [report] = JSON.parse(output.slice(output.indexOf("[\n"))) as [
    { filename: string; files: readonly { path: string }[] },
  ];
  return { path: join(destination, report.filename), files: report.files.map(({ path }) => path) };
}

/** Compiler options as tsconfig.json spells them. */
export type CompilerOptions = Readonly<Record<string, string | boolean | readonly string[]>>;

/** An empty project, as somebody makes one who has just heard of the packages. */
export class ConsumerProject {
  /** @param overrides what npm installs in the place of a package, whoever asks for that */
  constructor(
    private readonly directory: string,
    overrides: Readonly<Record<string, string>> = {},
  ) {
    mkdirSync(directory, { recursive: true });
    this.write("package.json", JSON.stringify({ name: "consumer", version: "1.0.0", private: true, overrides }));
  }

  install(...packages: readonly string[]): void {
    run(this.directory, "npm", "install", ...packages);
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.directory, file), content);
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), "utf8");
  }

  /** The paths of all that npm installed, such as `node_modules/prom-client`. */
  installed(): string[] {
    const lock = JSON.parse(this.read("node_modules/.package-lock.json")) as { packages: Record<string, unknown> };
    return Object.keys(lock.packages).sort();
  }

  /** What a program prints; its text is CommonJS. */
  node(program: string): string {
    return run(this.directory, process.execPath, "--eval", program);
  }

  /** Runs a program that a package brought. */
  bin(name: string, ...args: readonly string[]): string {
    return run(this.directory, join(this.directory, "node_modules", ".bin", name), ...args);
  }

  /** What the compiler objects to in a source, in the words of `tsc`; empty when nothing. */
  typeErrors(source: string, options: CompilerOptions): string {
    this.write("consumer.ts", source);
    const compilerOptions = { target: "es2022", lib: ["es2022"], strict: true, noEmit: true, types: [], ...options };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
    const compiler = join(repository, "node_modules", "typescript", "bin", "tsc");
    return spawnSync(process.execPath, [compiler, "--project", "."], { cwd: this.directory, encoding: "utf8" }).stdout;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
