import type { FastifyInstance, onRequestHookHandler } from "fastify";

type Instance = Pick<FastifyInstance, "addHook" | "after">;

/** Whether something is an application of Fastify, as far as hooks go. */
export const isFastify = (instance: unknown): instance is Instance =>
  typeof instance === "object" &&
  instance !== null &&
  "addHook" in instance &&
  typeof instance.addHook === "function" &&
  "after" in instance &&
  typeof instance.after === "function";

/** What an application runs as a request arrives, in this order: Fastify keeps it under a symbol that it hands out to nobody. */
function arrivalHooks(instance: object): unknown[] | undefined {
  const symbol = Object.getOwnPropertySymbols(instance).find(({ description }) => description === "fastify.hooks");
  const hooks: unknown = symbol && Reflect.get(instance, symbol);
  return typeof hooks === "object" && hooks !== null && "onRequest" in hooks && Array.isArray(hooks.onRequest)
    ? hooks.onRequest
    : undefined;
}

/**
 * Adds a hook that runs before those that are there. NestJS adds the one that runs its middleware before anybody gets
 * hold of the application: what a middleware answers, or throws, would reach no hook that comes later.
 */
export function addFirst(instance: Instance, hook: onRequestHookHandler): void {
  instance.addHook("onRequest", hook);
  // Fastify adds it once it has loaded what was registered before.
  instance.after(() => {
    const hooks = arrivalHooks(instance);
    const place = hooks?.indexOf(hook) ?? -1;
    if (place > 0) hooks?.unshift(...hooks.splice(place, 1));
  });
}
