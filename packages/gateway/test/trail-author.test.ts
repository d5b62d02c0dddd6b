import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookHome } from "./support/booked-home.ts";
import { ask, browserOf, fromOutside, goodPassword } from "./support/doors.ts";
import { type HostedGateway, hostGateway } from "./support/hosted-gateway.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const hourMs = 3_600_000;
const start = Math.floor(Date.now() / hourMs) * hourMs - 48 * hourMs;
const at = (hours: number) => new Date(start + hours * hourMs).toISOString();

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hosted: HostedGateway;

beforeAll(async () => {
  folder = await temporaryFolder();
  const yaml = "http: { port: 0 }\nbroker: { enabled: false }\nsources: [{ type: push, name: door }]\n";
  await writeFile(join(folder.path, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  mkdirSync(join(folder.path, "data"));
  const store = join(folder.path, "data/meter2mqtt.sqlite");
  await bookHome(store, { meter: "11", zone: "Europe/Oslo", from: start, quarters: [100, 200, 300, 400] });
  hosted = await hostGateway(folder.path, undefined, {});
});
afterAll(async () => {
  await hosted.host[Symbol.asyncDispose]();
  await folder.remove();
});

type Headers = Readonly<Record<string, string>>;
const post = (path: string, body: object, headers: Headers = {}) =>
  ask(new URL(path, hosted.url()), { method: "POST", headers, body });

/** Corrects the hour, and says what the trail has of who did it last. */
async function authorOfCorrection(said: object, headers: Headers = {}): Promise<unknown> {
  const body = { register: "energyImportWh", start: at(0), end: at(1), amount: 900, ...said };
  expect(await post("api/v1/meters/11/corrections", body, headers)).toMatchObject({ status: 200 });
  return lastAuthor(headers);
}

async function lastAuthor(headers: Headers): Promise<unknown> {
  const path = `api/v1/meters/11/edits?register=energyImportWh&from=${at(0)}&to=${at(1)}`;
  const { json } = await ask(new URL(path, hosted.url()), { headers });
  const edits = Array.isArray(json["edits"]) ? json["edits"] : [];
  return edits.at(-1)?.by;
}

describe("the trail of an edit", () => {
  test("has the name that was given, or none, while nobody can log in", async () => {
    expect(await authorOfCorrection({ by: "Kari" })).toBe("Kari");
    expect(await authorOfCorrection({})).toBe("");
  });

  test("has who is logged in, whatever name is given, and the token of a program beside it", async () => {
    const code = /"code":"([^"]+)"/.exec(hosted.said())?.[1];
    const setUp = { code, user: "ola", password: goodPassword };
    const admin = { ...fromOutside, ...browserOf(await post("api/v1/set-up", setUp, fromOutside)) };
    expect(await authorOfCorrection({ by: "Kari" }, admin)).toBe("ola");
    expect(await authorOfCorrection({}, admin)).toBe("ola");
    const edit = { register: "energyImportWh", start: at(0), amount: 7, by: "Kari" };
    expect(await post("api/v1/meters/11/edits", edit, admin)).toMatchObject({ status: 200 });
    expect(await lastAuthor(admin)).toBe("ola");

    const { json } = await post("api/v1/tokens", { name: "bills", scope: "admin" }, admin);
    const token = { authorization: `Bearer ${String(json["token"])}` };
    expect(await authorOfCorrection({ by: "Kari" }, token)).toBe("Kari (token bills)");
    expect(await authorOfCorrection({}, token)).toBe("token bills");
  });
});
