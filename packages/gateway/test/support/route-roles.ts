/**
 * Every route of the gateway, and how each kind of caller is answered. A route that is not here fails the test: whoever adds one
 * says who may use it. HEAD goes as GET does.
 */

/** Callers, in the order of the columns. */
export const callers = [
  "this machine, no password set",
  "stranger, no password set",
  "stranger",
  "viewer",
  "viewer by HTTP Basic",
  "admin",
  "read token",
  "metrics token",
  "push token",
  "admin token",
] as const;
export type Caller = (typeof callers)[number];

export interface RouteRow {
  readonly method: string;
  /** As the router has it. */
  readonly url: string;
  /** What is asked for instead of the parameters. */
  readonly path: string;
  readonly answers: Readonly<Record<Caller, number>>;
}

/*                                 open  set-up  stranger  viewer  basic  admin  read  metrics  push  admin */
const anyone = (to: number) => [to, to, to, to, to, to, to, to, to, to];
const anyoneOnceSetUp = (to: number) => [to, 403, to, to, to, to, to, to, to, to];
const viewer = (to: number) => [to, 403, 401, to, 401, to, to, 403, 403, to];
const basic = (to: number) => [to, 403, 401, to, to, to, to, 403, 403, to];
const metrics = (to: number) => [to, 403, 401, to, to, to, to, to, 403, to];
const push = (to: number) => [to, 403, 401, 403, 401, to, 403, 403, to, to];
const admin = (to: number) => [to, 403, 401, 403, 401, to, 403, 403, 403, to];

/** What is sent is nothing that a route could do: 400 and 404 say that the caller was let in. */
const table: readonly (readonly [route: string, path: string, answers: readonly number[]])[] = [
  ["GET /", "", anyone(200)],
  ["GET /*", "nothing.js", anyone(404)],
  ["GET /api/*", "/api/v1/nothing", viewer(404)],
  ["GET /api/v1/session", "", anyone(200)],
  ["POST /api/v1/session", "", anyone(400)],
  ["POST /api/v1/set-up", "", anyone(400)],
  ["POST /api/v1/password", "", viewer(400)],
  ["GET /api/v1/users", "", admin(200)],
  ["POST /api/v1/users", "", admin(400)],
  ["PATCH /api/v1/users/:name", "/api/v1/users/nobody", admin(400)],
  ["DELETE /api/v1/users/:name", "/api/v1/users/nobody", admin(404)],
  ["GET /api/v1/tokens", "", admin(200)],
  ["POST /api/v1/tokens", "", admin(400)],
  ["DELETE /api/v1/tokens/:id", "/api/v1/tokens/999", admin(404)],
  ["GET /api/v1/audit", "", admin(200)],

  ["GET /api/v1/state", "", viewer(200)],
  ["GET /api/v1/events", "", viewer(200)],
  ["GET /api/v1/prices", "", viewer(404)],
  ["GET /api/v1/meters/:meter/power", "/api/v1/meters/none/power", viewer(404)],
  ["GET /api/v1/meters/:meter/summary", "/api/v1/meters/none/summary", viewer(404)],
  ["GET /api/v1/meters/:meter/prices", "/api/v1/meters/none/prices", viewer(404)],
  ["GET /api/v1/meters/:meter/readings", "/api/v1/meters/none/readings", viewer(404)],
  ["GET /api/v1/meters/:meter/voltage", "/api/v1/meters/none/voltage", viewer(404)],
  ["GET /api/v1/meters/:meter/events", "/api/v1/meters/none/events", viewer(404)],
  ["GET /api/v1/meters/:meter/registers", "/api/v1/meters/none/registers", viewer(404)],
  ["GET /api/v1/meters/:meter/intervals", "/api/v1/meters/none/intervals", viewer(404)],
  ["GET /api/v1/meters/:meter/edits", "/api/v1/meters/none/edits", viewer(404)],
  ["POST /api/v1/meters/:meter/edits", "/api/v1/meters/none/edits", admin(400)],
  ["POST /api/v1/meters/:meter/corrections", "/api/v1/meters/none/corrections", admin(400)],
  ["POST /api/v1/meters/:meter/compare", "/api/v1/meters/none/compare", viewer(404)],
  ["GET /api/v1/homes", "", viewer(200)],
  ["GET /api/v1/homes/:home/intervals", "/api/v1/homes/none/intervals", viewer(404)],
  ["GET /api/v1/homes/:home/self-use", "/api/v1/homes/none/self-use", viewer(404)],
  ["GET /api/v1/meters/:meter/energy", "/api/v1/meters/none/energy", viewer(404)],
  ["GET /api/v1/meters/:meter/contracts", "/api/v1/meters/none/contracts", viewer(404)],
  ["GET /api/v1/meters/:meter/costs", "/api/v1/meters/none/costs", viewer(404)],
  ["GET /api/v1/meters/:meter/peaks", "/api/v1/meters/none/peaks", viewer(404)],
  ["GET /api/v1/meters/:meter/what-if", "/api/v1/meters/none/what-if", viewer(404)],

  ["GET /api/v1/meters", "", viewer(200)],
  ["GET /api/v1/connections", "", viewer(200)],
  ["POST /api/v1/connections/:id/test", "/api/v1/connections/none/test", admin(404)],
  ["POST /api/v1/mqtt/test", "", admin(400)],
  ["GET /api/v1/diagnoses", "", viewer(200)],
  ["GET /api/v1/line", "/api/v1/line?source=none", viewer(404)],
  ["GET /api/v1/frames", "", admin(200)],
  ["GET /api/v1/frames/live", "", admin(200)],
  ["GET /api/v1/frames/:id", "/api/v1/frames/999", admin(404)],
  ["POST /api/v1/sources/:name/frames", "/api/v1/sources/none/frames", push(404)],

  ["POST /api/v1/capsule", "", admin(404)],
  ["GET /api/v1/configuration", "", admin(200)],
  ["GET /api/v1/configuration/schema", "", viewer(200)],
  ["POST /api/v1/configuration/check", "", admin(400)],
  ["PUT /api/v1/configuration", "", admin(400)],
  ["POST /api/v1/configuration/import-amsreader", "", admin(400)],

  ["GET /api/v1/contract-files", "", viewer(200)],
  ["GET /api/v1/contract-files/schema", "", viewer(200)],
  ["GET /api/v1/contract-files/patterns", "", viewer(200)],
  ["GET /api/v1/contract-files/:name", "/api/v1/contract-files/none.yaml", viewer(404)],
  ["PUT /api/v1/contract-files/:name", "/api/v1/contract-files/none.yaml", admin(400)],
  ["DELETE /api/v1/contract-files/:name", "/api/v1/contract-files/none.yaml", admin(404)],
  ["POST /api/v1/contract-files/check", "", admin(400)],
  ["POST /api/v1/contract-files/trial", "", admin(400)],
  ["PUT /api/v1/tariff-files/:name", "/api/v1/tariff-files/none.yaml", admin(400)],
  ["GET /api/v1/serial-ports", "", admin(200)],
  ["POST /api/v1/detect", "", admin(400)],
  ["GET /api/v1/detect/:id", "/api/v1/detect/none", admin(404)],
  ["DELETE /api/v1/detect/:id", "/api/v1/detect/none", admin(404)],
  ["POST /api/v1/keys/check", "", admin(400)],
  ["GET /api/v1/openapi.json", "", viewer(200)],
  ["GET /api/v1/docs", "", viewer(200)],
  ["GET /api/v1/docs.css", "", viewer(200)],

  ["GET /metrics", "", metrics(200)],
  ["GET /healthz", "", anyoneOnceSetUp(200)],
  ["GET /data.json", "", basic(200)],
  ["GET /sysinfo.json", "", basic(200)],
  ["GET /energyprice.json", "", basic(200)],
  ["GET /importprice.json", "", basic(404)],
  ["GET /exportprice.json", "", basic(404)],
  ["GET /tariff.json", "", basic(404)],
  ["GET /realtime.json", "", basic(200)],
  ["GET /dayplot.json", "", basic(404)],
  ["GET /monthplot.json", "", basic(404)],
  ["GET /temperature.json", "", basic(200)],
  ["GET /is-alive", "", basic(200)],

  // The last one: it ends the sessions of those who ask.
  ["DELETE /api/v1/session", "", anyone(200)],
];

export const routeRoles: readonly RouteRow[] = table.map(([route, path, answers]) => {
  const [method = "", url = ""] = route.split(" ");
  const byCaller = Object.fromEntries(callers.map((caller, index) => [caller, answers[index] ?? 0]));
  return { method, url, path: path === "" ? url : path, answers: toAnswers(byCaller) };
});

function toAnswers(byCaller: Readonly<Record<string, number>>): Readonly<Record<Caller, number>> {
  const isWhole = (value: Readonly<Record<string, number>>): value is Readonly<Record<Caller, number>> =>
    callers.every((caller) => caller in value);
  if (isWhole(byCaller)) return byCaller;
  throw new Error("a row lacks a caller");
}
