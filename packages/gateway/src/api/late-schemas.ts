import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler, RouteOptions } from "fastify";
import { Type } from "typebox";

/**
 * Of a route whose schemas are compiled at the start, as the framework does it by itself: only for one with such schemas does
 * it make its compilers, which {@link compileLate} uses for all others.
 */
export const earlySchema = { querystring: Type.Object({}), response: { 200: Type.Unknown() } };

/**
 * Makes the code that checks what comes to a route, and that writes what it answers, when the route is first asked: that of
 * all routes takes a quarter of a start's time, and most of them nobody asks. To be called before routes are added; one of
 * them must have the {@link earlySchema}.
 */
export function compileLate(app: FastifyInstance): void {
  app.addHook("onRoute", (route: RouteOptions) => {
    if (route.schema === undefined || route.schema === earlySchema) return;
    route.validatorCompiler = lateValidator(app);
    route.serializerCompiler = lateSerializer(app);
  });
}

function lateValidator(app: FastifyInstance): FastifySchemaCompiler<unknown> {
  return (definition) => {
    let made: ReturnType<FastifySchemaCompiler<unknown>> | undefined;
    const validate: ReturnType<FastifySchemaCompiler<unknown>> = (data) => {
      made ??= compilerOf(app.validatorCompiler)(definition);
      const result = made(data);
      validate.errors = made.errors ?? null;
      const endless = result === false || definition.httpPart === "body" ? undefined : endlessOf(data);
      return endless === undefined
        ? result
        : { error: new Error(`${definition.httpPart}/${endless} must be a number`) };
    };
    return validate;
  };
}

/** Name of a number without end, made of `Infinity` or `1e400`, to which the validator applies no bounds. */
function endlessOf(data: unknown): string | undefined {
  const entries = typeof data === "object" && data !== null ? Object.entries(data) : [];
  return entries.find(([, value]) => typeof value === "number" && !Number.isFinite(value))?.[0];
}

function lateSerializer(app: FastifyInstance): FastifySerializerCompiler<unknown> {
  return (definition) => {
    let made: ReturnType<FastifySerializerCompiler<unknown>> | undefined;
    return (data) => {
      made ??= compilerOf(app.serializerCompiler)(definition);
      return made(data);
    };
  };
}

function compilerOf<T>(compiler: T | undefined): T {
  if (compiler === undefined) throw new Error("no compiler of schemas was made");
  return compiler;
}
