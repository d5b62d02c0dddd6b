/** Who may ask: anyone who reaches the page, whoever may look, or whoever may change things. */
export type Access = "anyone" | "viewer" | "admin";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Without it: viewer. */
    access?: Access;
  }
}
