import type { ExpressLayer, PathMatcher } from "../../metrics/middleware/express-internals";
import { consumed, declaredPath, mountPath } from "../../metrics/middleware/private/layer-path";

const layer = (parts: Partial<ExpressLayer>): ExpressLayer => ({ name: "router", handle: undefined, ...parts });

const expression = (source: string, ...keys: (string | number)[]) =>
  layer({ regexp: new RegExp(source, "i"), keys: keys.map((name) => ({ name })) });

/** A matcher as Express 5 makes it from text and parameters, whose pattern nobody can ask for. */
const matcher = (path: string): PathMatcher => {
  const names = [...path.matchAll(/[:*](\w+)/g)].map(([, name = ""]) => name);
  const source = path.replaceAll(/:\w+/g, "([^/]+?)").replaceAll(/\*\w+/g, "(.+)");
  const pattern = new RegExp(`^${source}(?=/|$)`, "i");
  const wild = new Set([...path.matchAll(/\*(\w+)/g)].map(([, name = ""]) => name));
  return (requested) => {
    const match = pattern.exec(requested);
    if (match === null) return false;
    const values = names.map((name, index) => {
      const value = decodeURIComponent(match[index + 1] ?? "");
      return [name, wild.has(name) ? value.split("/") : value] as const;
    });
    return { path: match[0], params: Object.fromEntries(values) };
  };
};

describe("the path of a layer of Express 4", () => {
  // The sources are what path-to-regexp 0.1.7 and 0.1.13 make of the paths.
  it.each([
    ["/tenants", String.raw`^\/tenants\/?(?=\/|$)`, []],
    ["/tenants/:tenant", String.raw`^\/tenants(?:\/([^/]+?))\/?(?=\/|$)`, ["tenant"]],
    ["/tenants/:tenant", String.raw`^\/tenants\/(?:([^\/]+?))\/?(?=\/|$)`, ["tenant"]],
    ["/t/:a/u/:b", String.raw`^\/t(?:\/([^/]+?))\/u(?:\/(\d+))\/?(?=\/|$)`, ["a", "b"]],
    ["/:a-:b", String.raw`^(?:\/([^/]+?))-(?:((?:(?!\/|-).)+?))\/?(?=\/|$)`, ["a", "b"]],
    ["/:a", String.raw`^(?:\/([^/]+?))?\/?(?=\/|$)`, ["a"]],
    ["/v.1/:x.:y", String.raw`^\/v\.1(?:\/([^/]+?))(?:\.([^/\.]+?))\/?(?=\/|$)`, ["x", "y"]],
    ["/files/*", String.raw`^\/files\/(.*)\/?(?=\/|$)`, [0]],
    ["/x/:a*", String.raw`^\/x(?:\/([^/]+?)((?:[/].+?)?))\/?(?=\/|$)`, ["a", 0]],
    ["/x/:a", String.raw`^\/x(?:\/((?:\(|[)(]\))))\/?(?=\/|$)`, ["a"]],
    ["/x/:a", String.raw`^\/x(?:\/(a|[|]|\|))\/?(?=\/|$)`, ["a"]],
    ["/a/:x|/b/:y", String.raw`^\/a(?:\/([^/]+?))\/?(?=\/|$)|^\/b(?:\/([^/]+?))\/?(?=\/|$)`, ["x", "y"]],
    ["/|/d", String.raw`^\/?(?=\/|$)|^\/d\/?(?=\/|$)`, []],
  ])("is %s for %s", (path, source, keys) => {
    expect(mountPath(expression(source, ...keys), "/anything")).toBe(path);
  });

  it.each([
    String.raw`^\/ab+c\/?(?=\/|$)`,
    String.raw`^\/a\/?(?=\/|$)|^\/b+\/?(?=\/|$)`,
    String.raw`^\/a\/?(?=\/|$)|\/b\/?(?=\/|$)`,
    String.raw`^\/re\/(\d+)`,
    String.raw`\/a\/?(?=\/|$)`,
  ])("is the expression itself when it is more than text and parameters: %s", (source) => {
    expect(mountPath(expression(source), "/anything")).toBe(`/${source}/i`);
  });

  it("is nothing for a layer at the root, and takes nothing of a path", () => {
    const root = layer({ regexp: Object.assign(/^\/?(?=\/|$)/i, { fast_slash: true }) });
    expect(mountPath(root, "/a")).toBe("");
    expect(consumed(root, "/a")).toBe("");
  });

  it("takes what its expression matches", () => {
    const tenants = expression(String.raw`^\/tenants(?:\/([^/]+?))\/?(?=\/|$)`, "tenant");
    expect(consumed(tenants, "/tenants/7/users")).toBe("/tenants/7");
    expect(consumed(tenants, "/other")).toBeUndefined();
  });
});

describe("the path of a layer of Express 5", () => {
  it("is the one that was declared, without the slashes at its end", () => {
    expect(mountPath(layer({ rawPath: "/tenants/:tenant/" }), "/tenants/7")).toBe("/tenants/:tenant");
    expect(mountPath(layer({ rawPath: ["/a", /^\/b/] }), "/a")).toBe(String.raw`/a|/^\/b/`);
    expect(mountPath(layer({ rawPath: "/", slash: true }), "/a")).toBe("");
  });

  it.each([
    ["/api", "/api"],
    ["/tenants/:tenant", "/tenants/7"],
    ["/tenants/:tenant/users/:user", "/tenants/users/users/tenants"],
    ["/:a/:b/:c", "/7/7/7"],
    ["/tenants/:tenant", "/tenants/a%2Fb"],
    ["/:from-:to", "/a-b"],
    ["/files/*path", "/files/a/b/c"],
  ])("is found out for %s where it is not declared, from %s", (declared, requested) => {
    expect(mountPath(layer({ matchers: [matcher(declared)] }), requested)).toBe(declared);
  });

  it("is a star where it cannot be found out", () => {
    const regexpMatcher: PathMatcher = (path) => ({ path, params: {} });
    expect(mountPath(layer({ matchers: [regexpMatcher] }), "/a")).toBe("/*");
    expect(mountPath(layer({ matchers: [matcher("/a"), matcher("/b")] }), "/a")).toBe("/*");
    expect(mountPath(layer({ matchers: [matcher("/a")] }), "/rewritten")).toBe("/*");
    expect(mountPath(layer({}), "/a")).toBe("/*");
  });

  it("takes what the first matcher matches, and nothing of what cannot be decoded", () => {
    const two = layer({ matchers: [matcher("/a"), matcher("/b/:id")] });
    expect(consumed(two, "/b/7/c")).toBe("/b/7");
    expect(consumed(two, "/c")).toBeUndefined();
    expect(consumed(two, "/b/%E0%A4%A")).toBeUndefined();
    expect(consumed(layer({ slash: true }), "/b")).toBe("");
  });
});

describe("the declared path of a route", () => {
  it("is text, the source of a regular expression, or several of them", () => {
    expect(declaredPath("/users/:id")).toBe("/users/:id");
    expect(declaredPath(/^\/users/)).toBe(String.raw`/^\/users/`);
    expect(declaredPath(["/a", ["/b", "/c"]])).toBe("/a|/b|/c");
    expect(declaredPath(undefined)).toBe("*");
  });
});
