const isUsable = (path: unknown): boolean => (typeof path === "string" ? path.startsWith("/") : path instanceof RegExp);

/** What is wrong with the paths that shall not be recorded; nothing when they can be used. */
export function excludeProblems(exclude: unknown): string[] {
  if (!Array.isArray(exclude)) return [`option "exclude" must be a list of paths: received ${String(exclude)}`];
  const paths: readonly unknown[] = exclude;
  return paths
    .filter((path) => !isUsable(path))
    .map((path) => `option "exclude" must hold paths that begin with "/", or expressions: received "${String(path)}"`);
}

function matcher(excluded: string | RegExp): (path: string) => boolean {
  if (typeof excluded === "string") {
    const path = excluded.replace(/\/$/, "");
    return (requested) => requested === path || requested.startsWith(`${path}/`);
  }
  // A global or sticky expression would remember where it was.
  const expression = new RegExp(excluded.source, excluded.flags.replaceAll(/[gy]/g, ""));
  return (requested) => expression.test(requested);
}

/** Tells whether a URL is one of those that are not recorded. */
export function excludedPaths(exclude: readonly (string | RegExp)[]): (url: string) => boolean {
  const matchers = exclude.map(matcher);
  return (url) => {
    const [path = ""] = url.split(/[?#]/, 1);
    return matchers.some((matches) => matches(path));
  };
}
