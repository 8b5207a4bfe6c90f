import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * Which rooms a room imports, and which packages (regular expressions), Node's own apart. What is not named is refused.
 * One direction keeps CDKTF replaceable and dashboards pure: metrics, then promql, then dashboards and alerts, then
 * constructs.
 */
const definitions = "cdktf-monitoring-metrics/definitions";
const rooms = {
  metrics: { imports: [], packages: ["prom-client"] },
  promql: { imports: ["metrics"], packages: [definitions, "@prometheus-io/.+", "@codemirror/.+", "@lezer/.+"] },
  dashboards: { imports: ["metrics", "promql"], packages: [definitions, "@grafana/grafana-foundation-sdk/.+"] },
  alerts: { imports: ["metrics", "promql"], packages: [definitions, "yaml"] },
  constructs: {
    imports: ["metrics", "promql", "dashboards", "alerts"],
    packages: [definitions, "yaml", "cdktf", "constructs", "@cdktf/provider-(docker|grafana)/lib/.+"],
  },
  "main.ts": {
    imports: ["metrics", "promql", "dashboards", "alerts", "constructs"],
    packages: [definitions, "cdktf", "constructs", "@cdktf/provider-(docker|grafana)/lib/.+"],
  },
  cli: {
    imports: ["metrics", "promql", "dashboards", "alerts", "constructs", "main.ts"],
    packages: [definitions, "commander", "yaml", "cdktf", "constructs", "@cdktf/provider-(docker|grafana)/lib/.+"],
  },
  entry: {
    imports: ["metrics", "promql", "dashboards", "alerts", "constructs"],
    packages: ["cdktf-monitoring-metrics", "@cdktf/provider-grafana/lib/.+"],
  },
};

/** Programs that a reader copies from, and tests of the whole: they see what a user of the packages sees. */
const outside = ["examples", "bench", "e2e"];

/** Other ways into a room than the ones above. */
const detours = [
  {
    regex: "(^|/)[a-z][\\w-]*/private(/|$)",
    message: "What lies in private/ is for the folder around it alone.",
  },
  { regex: "\\.\\./(metrics|packages)/", message: "A workspace is imported by its package name." },
];

const roomNames = Object.keys(rooms);

const directions = Object.entries(rooms).flatMap(([room, { imports }]) =>
  roomNames
    .filter((other) => other !== room && !imports.includes(other))
    .map((other) => ({
      target: `./${room}`,
      from: `./${other}`,
      message: `${room} imports ${imports.length > 0 ? `only ${imports.join(", ")}` : "no other room"}.`,
    })),
);

const files = (room) => (room.endsWith(".ts") ? room : `${room}/**/*.ts`);

const packageRules = Object.entries(rooms).map(([room, { packages }]) => ({
  files: [files(room)],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: [
          ...detours,
          {
            regex: `^(?!\\.|node:|(${packages.join("|")})$)`,
            message: `${room} imports no package but ${packages.join(", ")}, and Node's own by "node:".`,
          },
        ],
      },
    ],
  },
}));

/** Adapters see their framework's types, and load nothing of it. */
const adapters = { express: "express", fastify: "fastify", koa: "koa", hono: "hono", nest: "@nestjs/common" };

const adapterRules = Object.entries(adapters).map(([folder, framework]) => ({
  files: [`metrics/${folder}/**/*.ts`],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: [
          ...detours,
          {
            regex: `^(?!\\.|node:|(${framework}|prom-client)$)`,
            message: `This adapter imports no package but ${framework}.`,
          },
          { regex: `^${framework}$`, allowTypeImports: true, message: "An adapter loads nothing of its framework." },
        ],
      },
    ],
  },
}));

const documentation = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: { missing: "{{name}} is exported: say what it is, in a doc comment." },
  },
  create: (context) => ({
    ExportNamedDeclaration(node) {
      if (!node.declaration) return;
      const comment = context.sourceCode.getCommentsBefore(node).at(-1);
      if (comment?.type === "Block" && comment.value.startsWith("*")) return;
      const name = (node.declaration.id ?? node.declaration.declarations[0].id).name;
      context.report({ node, messageId: "missing", data: { name } });
    },
  }),
};

const castThroughUnknown = {
  selector: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
  message: "A cast by way of unknown hides a wrong type: narrow the value, or correct its type.",
};

export default defineConfig(
  { ignores: ["**/dist/", "**/cdktf.out/", "packages/provider-grafana/{src,lib}/", "coverage/", "reports/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX, local: { rules: { documentation } } },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "tsconfig.json" })] },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
      "no-restricted-syntax": ["error", castThroughUnknown],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // It asks for the assertion "!", which is refused.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones: directions }],
    },
  },
  packageRules,
  adapterRules,
  {
    files: outside.map(files),
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `\\.\\./(${[...roomNames, "packages", "dist"].join("|")})(/|$)|^@cdktf/provider-grafana(/|$)`,
              message: 'Import the packages as their users do: "cdktf-monitoring", "cdktf-monitoring-metrics".',
            },
          ],
        },
      ],
    },
  },
  {
    files: ["{metrics,promql,dashboards,alerts,constructs}/**/*.ts"],
    ignores: ["**/private/**", "promql/known/*.ts"],
    rules: { "local/documentation": "error" },
  },
  {
    files: ["constructs/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        castThroughUnknown,
        {
          selector: "BinaryExpression[operator='instanceof']:not([right.name=/(Error|Date|Map|Set)$/])",
          message: "Two copies of a package may be installed, and instanceof tells their classes apart.",
        },
      ],
    },
  },
  {
    files: ["{cli,examples,bench,e2e,packages}/**/*.ts", "promql/record-*.ts"],
    rules: { "no-console": "off" },
  },
  {
    // A project of its own, compiled against the installed package.
    files: ["examples/composed/**/*.ts"],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description" }],
      // Jest's asymmetric matchers are any.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/unbound-method": "off",
      "no-restricted-properties": [
        "error",
        ...["describe", "it", "test"].flatMap((object) =>
          ["only", "skip", "todo"].map((property) => ({ object, property, message: "Every test runs, always." })),
        ),
      ],
    },
  },
);
