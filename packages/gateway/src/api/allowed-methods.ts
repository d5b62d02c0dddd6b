import type { FastifyInstance } from "fastify";

/** Knows which methods the routes of an app take, to tell a wrong method from a wrong path. */
export class AllowedMethods {
  readonly #routes: { readonly method: string; readonly pattern: RegExp }[] = [];

  /** To be made before the routes are added. */
  constructor(app: FastifyInstance) {
    app.addHook("onRoute", ({ method, url }) => {
      // What takes any path, such as the pages' files, says nothing of this one.
      if (url.includes("*")) return;
      const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/:[A-Za-z]+/g, "[^/]+")}$`);
      for (const one of [method].flat()) this.#routes.push({ method: one, pattern });
    });
  }

  /** Methods that the path takes; none where there is nothing at it. */
  of(url: string): string[] {
    const [path = ""] = url.split("?");
    return [...new Set(this.#routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
  }
}
