import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConsumerProject, pack } from "./consumer-project";

const repository = join(__dirname, "..", "..");
const directory = mkdtempSync(join(tmpdir(), "cdktf-monitoring-recipes-"));

/** The JavaScript of a document that uses a library. */
function recipe(document: string, library: string): string {
  const blocks = [...readFileSync(join(repository, document), "utf8").matchAll(/^```js\n(.*?)^```/gms)];
  const code = blocks.map(([, block = ""]) => block).find((block) => block.includes(`from "${library}"`));
  if (code === undefined) throw new Error(`${document} has no recipe for ${library}`);
  return code;
}

/** A text with one of its parts replaced, which has to be there. */
function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`the recipe has no ${part}`);
  return text.replace(part, by);
}

let project: ConsumerProject;

beforeAll(() => {
  project = new ConsumerProject(join(directory, "recipes"));
  project.install(pack("metrics", directory).path, "pg@8", "mysql2@3", "ioredis@5", "lru-cache@11");
  project.write("run-recipes.mjs", readFileSync(join(__dirname, "run-recipes.mjs"), "utf8"));
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe("the recipes for caches and pools", () => {
  it("report what pg, mysql2, ioredis and lru-cache say of themselves", () => {
    let recipes = recipe(join("docs", "exposer.md"), "mysql2");
    recipes = replaced(recipes, 'host: "localhost"', 'host: "127.0.0.1", port: Number(process.env.MYSQL_PORT)');
    recipes = replaced(recipes, "new Redis()", "new Redis(Number(process.env.REDIS_PORT))");
    project.write("recipes.mjs", `${recipes}\nexport { lru, mysql, postgres };\n`);
    expect(project.node('import("./run-recipes.mjs")').trim().split("\n")).toEqual([
      'cache_hit_ratio{cache_type="pages"} 0.75',
      'cache_hit_ratio{cache_type="redis"} 0.75',
      'cache_size{cache_type="pages"} 10',
      'cache_size{cache_type="redis"} 2048',
      'db_connection_pool_size{database="billing"} 10',
      'db_connection_pool_size{database="orders"} 20',
      'db_connection_pool_used{database="billing"} 1',
      'db_connection_pool_used{database="orders"} 1',
      "true",
    ]);
  });

  it("report the pool of pg as the README shows it", () => {
    project.write("readme.mjs", recipe(join("metrics", "README.md"), "pg"));
    const program = `
      const { register } = require("prom-client");
      import("./readme.mjs")
        .then(() => register.metrics())
        .then((page) => console.log(page.match(/^(cache|db_connection_pool|user_sessions).*[}] .+$/gm).join("\\n")));
    `;
    expect(project.node(program).trim().split("\n").sort()).toEqual([
      'cache_size{cache_type="pages"} 0',
      'db_connection_pool_size{database="orders"} 20',
      'db_connection_pool_used{database="orders"} 0',
      'user_sessions{auth_method="password"} 1',
    ]);
  });
});
