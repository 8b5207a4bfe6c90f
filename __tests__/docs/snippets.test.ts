import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

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

/** Each snippet as a module of its own, by its path beside the document that it stands in. */
const SNIPPETS = new Map<string, string>(
  DOCUMENTS.flatMap((document) =>
    fences(document, "ts").map(
      (code, index) => [`${document.replace(/\.md$/, "")}-${index + 1}.snippet.ts`, code] as const,
    ),
  ),
);

const { compilerOptions } = JSON.parse(text("tsconfig.json")) as {
  compilerOptions: { paths: Record<string, string[]> };
};

/** What a reader has installed, as this checkout has it. */
const PUBLIC_ENTRIES: Record<string, string[]> = {
  ...compilerOptions.paths,
  "cdktf-monitoring": ["./constructs/index.ts"],
  "cdktf-monitoring/metrics": ["./entry/metrics.ts"],
  "cdktf-monitoring/grafana": ["./entry/grafana.ts"],
  "cdktf-monitoring/*": ["./*/index.ts"],
};

/** The compiler's settings for snippets in a folder, which see what lies beside their documents in this checkout. */
const configuration = (folder: string) => ({
  extends: join(ROOT, "tsconfig.json"),
  compilerOptions: {
    noUnusedLocals: false,
    // As generated code has it, which is checked with settings of its own.
    noImplicitOverride: false,
    rootDirs: [folder, ROOT],
    typeRoots: [join(ROOT, "node_modules", "@types")],
    paths: Object.fromEntries(
      Object.entries(PUBLIC_ENTRIES).map(([name, entries]) => [name, entries.map((entry) => join(ROOT, entry))]),
    ),
  },
  include: [join(ROOT, "promql", "private", "*.d.ts")],
  files: [...SNIPPETS.keys()],
  references: [],
});

/** What the compiler says of each snippet that it objects to, by the snippet's path. */
function compileSnippets(): Map<string, string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "snippets-")));
  try {
    for (const [path, code] of SNIPPETS) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${code}\nexport {};\n`);
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration(folder)));
    const compiler = [join(ROOT, "node_modules", "typescript7", "bin", "tsc"), "--pretty", "false"];
    const { error, stdout } = spawnSync(process.execPath, compiler, { cwd: folder, encoding: "utf8" });
    if (error !== undefined) throw error;
    const found = new Map<string, string[]>();
    for (const line of stdout.split(/\n(?=\S)/).filter((text) => text !== "")) {
      const [, path = "", message = ""] = /^(.+?)\(\d+,\d+\): (.+)$/s.exec(line) ?? [];
      if (!SNIPPETS.has(path)) throw new Error(`this is said of no snippet: ${line}`);
      found.set(path, [...(found.get(path) ?? []), message]);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a TypeScript snippet of the documentation", () => {
  const compiled = compileSnippets();

  it("is there at all", () => {
    expect(SNIPPETS.size).toBeGreaterThan(10);
  });

  it.each([...SNIPPETS.keys()])("compiles: %s", (name) => {
    expect(compiled.get(name) ?? []).toEqual([]);
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
  /** Each command, with the documents that show it. */
  const checks = new Map<string, string[]>();
  for (const document of DOCUMENTS) {
    for (const code of fences(document, "sh")) {
      for (const [, files = ""] of code.matchAll(/^npm run check -- (.+)$/gm)) {
        checks.set(files, [...(checks.get(files) ?? []), document]);
      }
    }
  }

  it("is there at all", () => {
    expect([...checks.values()].flat()).toContain("README.md");
  });

  it.each([...checks].map(([files, documents]) => [documents.join(" and "), files] as const))(
    "in %s works as it is written: npm run check -- %s",
    (_, files) => {
      const said = spawnSync("npm", ["run", "--silent", "check", "--", ...files.split(" ")], {
        cwd: ROOT,
        encoding: "utf8",
      });
      expect(said).toMatchObject({
        status: 0,
        stderr: expect.stringMatching(/^[1-9]\d* queries .*: nothing is wrong$/m) as string,
      });
    },
  );
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
    expect(existsSync(path)).toBe(true);
  });
});
