import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(__dirname, "..", "..");

const markdownBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => join(folder, name));

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  join("metrics", "README.md"),
  join("dashboards", "imported", "README.md"),
  ...markdownBelow("docs"),
  ...markdownBelow("examples"),
];

const text = (document: string) => readFileSync(join(ROOT, document), "utf8");

const fences = (document: string, language: string): string[] =>
  [...text(document).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, code = ""]) => code);

/** Each snippet as a module of its own, beside the document that it stands in. */
const SNIPPETS = new Map(
  DOCUMENTS.flatMap((document) =>
    fences(document, "ts").map((code, index) => {
      const path = join(ROOT, dirname(document), `${basename(document, ".md")}-${index + 1}.snippet.ts`);
      return [`${document} snippet ${index + 1}`, { path, code }] as const;
    }),
  ),
);

/** What a reader has installed, as this checkout has it. */
const PUBLIC_ENTRIES = {
  "cdktf-monitoring": ["./constructs/index.ts"],
  "cdktf-monitoring/metrics": ["./entry/metrics.ts"],
  "cdktf-monitoring/grafana": ["./entry/grafana.ts"],
  "cdktf-monitoring/*": ["./*/index.ts"],
};

function compileSnippets(): Map<string, string[]> {
  const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, "tsconfig.json"), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
    },
  });
  if (config === undefined) throw new Error("tsconfig.json cannot be read");
  const options: ts.CompilerOptions = {
    ...config.options,
    noUnusedLocals: false,
    paths: { ...config.options.paths, ...PUBLIC_ENTRIES },
  };
  const sources = new Map([...SNIPPETS.values()].map(({ path, code }) => [path, `${code}\nexport {};\n`]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const program = ts.createProgram([...sources.keys()], options, host);
  return new Map(
    [...SNIPPETS].map(([name, { path }]) => {
      const source = program.getSourceFile(path);
      const diagnostics = source === undefined ? [] : ts.getPreEmitDiagnostics(program, source);
      return [name, diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))];
    }),
  );
}

describe("a TypeScript snippet of the documentation", () => {
  const compiled = compileSnippets();

  it("is there at all", () => {
    expect(SNIPPETS.size).toBeGreaterThan(10);
  });

  it.each([...SNIPPETS.keys()])("compiles: %s", (name) => {
    expect(compiled.get(name)).toEqual([]);
  });
});

describe("a command of the documentation", () => {
  const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
  const named = new Set(
    DOCUMENTS.flatMap((document) =>
      [...text(document).matchAll(/npm run ([a-z0-9:]+)/g)].map(([, script = ""]) => script),
    ),
  );
  const workspaces = new Set(["generate", "build"]);

  it.each([...named].filter((script) => !workspaces.has(script)))("npm run %s exists", (script) => {
    expect(scripts).toHaveProperty([script]);
  });
});

describe("a check of files that the documentation shows for this repository", () => {
  const checks = DOCUMENTS.flatMap((document) =>
    fences(document, "sh").flatMap((code) =>
      [...code.matchAll(/^npm run check -- (.+)$/gm)].map(([, files = ""]) => [document, files] as const),
    ),
  );

  it("is there at all", () => {
    expect(checks.map(([document]) => document)).toContain("README.md");
  });

  it.each(checks)("in %s works as it is written: npm run check -- %s", (_, files) => {
    const said = spawnSync("npm", ["run", "--silent", "check", "--", ...files.split(" ")], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(said).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^[1-9]\d* queries .*: nothing is wrong$/m) as string,
    });
  });
});

describe("a link of the documentation", () => {
  const links = DOCUMENTS.flatMap((document) =>
    [...text(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(
      ([, target = ""]) => [document, target] as const,
    ),
  );

  it.each(links)("in %s leads to a file that exists: %s", (document, target) => {
    const path = resolve(ROOT, document, "..", target);
    expect(relative(ROOT, path).startsWith("..")).toBe(false);
    expect(ts.sys.fileExists(path) || ts.sys.directoryExists(path)).toBe(true);
  });
});
