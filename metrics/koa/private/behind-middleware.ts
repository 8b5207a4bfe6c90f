import type { Context } from "koa";

interface RouterLayer {
  readonly path: unknown;
  /** None on a layer that `router.use` made. */
  readonly methods: readonly unknown[];
}

const isLayer = (layer: unknown): layer is RouterLayer =>
  typeof layer === "object" && layer !== null && "path" in layer && "methods" in layer && Array.isArray(layer.methods);

/**
 * The template of the route that a request would have reached. Middleware of a router that answers by itself leaves its
 * own path, which is an expression of the router's own where none was declared. A route may look the same: the layers
 * that the router matched tell.
 *
 * @param matched what the last layer that was called left
 */
export function behindMiddleware(context: Context, matched: string): string | undefined {
  const found: unknown = context["matched"];
  if (!Array.isArray(found)) return matched;
  const layers: readonly unknown[] = found;
  const route = layers
    .filter(isLayer)
    .filter(({ methods }) => methods.length > 0)
    .at(-1);
  return route === undefined ? undefined : String(route.path);
}
