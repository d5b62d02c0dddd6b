import { mkdirSync } from "node:fs";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type {
  ContractCheckAnswer,
  ContractFileAnswer,
  ContractFilesAnswer,
  ContractTrialAnswer,
  CostsAnswer,
  TariffFileAnswer,
} from "@meter2mqtt/contract";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { bookHome } from "./support/booked-home.ts";
import { type HostedGateway, hostGateway } from "./support/hosted-gateway.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const yaml = `# of my own
id: home
name: Mine
currency: NOK
components:
  - { id: all, name: All, kind: per-kwh, amount: 1 } # the bill says so
`;
const hourMs = 3_600_000;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hosted: HostedGateway;
const api = new ApiClient(() => hosted.url());

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await hosted.host[Symbol.asyncDispose]();
  await folder.remove();
});

/** With a meter 11 that used 1 kWh in a day of the last month, and 1 kWh some hours ago. */
async function start(tariffs = ""): Promise<void> {
  mkdirSync(join(folder.path, "data"));
  const now = new Date();
  const lastMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15, 12);
  const store = join(folder.path, "data/meter2mqtt.sqlite");
  await bookHome(store, { meter: "11", zone: "Europe/Oslo", from: lastMonth, quarters: [100, 200, 300, 400] });
  const text = `http: { port: 0 }\nbroker: { enabled: false }\nsources: [{ type: push, name: door }]\n${tariffs}`;
  hosted = await hostGateway(folder.path, text, {});
}

const list = async () => (await api.get("api/v1/contract-files")).body as ContractFilesAnswer;
const read = async (name: string) => (await api.get(`api/v1/contract-files/${name}`)).body as ContractFileAnswer;
const put = (name: string, text: string, headers: Readonly<Record<string, string>> = { "if-none-match": "*" }) =>
  api.send("PUT", `api/v1/contract-files/${name}`, { yaml: text }, headers);
const check = async (body: object) =>
  (await api.send("POST", "api/v1/contract-files/check", body)).body as ContractCheckAnswer;
const onDisk = (name: string) => readFile(join(folder.path, name), "utf8");

describe("contracts as files", () => {
  test("are listed, read, and nothing else of the folder is", async () => {
    await writeFile(join(folder.path, "mine.yaml"), yaml);
    await writeFile(join(folder.path, "broken.yaml"), yaml.replace("per-kwh", "per-kw"));
    await writeFile(join(folder.path, "secrets.yaml"), "password: hush-hush\n");
    await mkdir(join(folder.path, "elsewhere"));
    await writeFile(join(folder.path, "elsewhere/other.yaml"), yaml.replace("id: home", "id: other"));
    await symlink(join(folder.path, "elsewhere/other.yaml"), join(folder.path, "inside.yaml"));
    await symlink("/etc/hostname", join(folder.path, "outside.yaml"));
    await start('tariffs: [{ meter: "11", contract: mine.yaml, alternatives: [elsewhere/other.yaml], country: NO }]\n');
    const { editable, items } = await list();
    expect(editable).toBe(true);
    expect(items.map(({ name }) => name)).toEqual([
      "broken.yaml",
      "inside.yaml",
      "mine.yaml",
      join(folder.path, "elsewhere/other.yaml"),
    ]);
    expect(items[0]?.problems).toMatchObject([
      {
        message: expect.stringMatching(/^components\.0\.kind: Expected one of spot, /),
        words: [{ key: "atPlace", values: { path: "components.0.kind" } }, { key: "expectedOneOf" }],
      },
    ]);
    expect(items[2]).toMatchObject({
      ...{ title: "Mine", currency: "NOK", country: "NO", components: 1, problems: [], editable: true },
      usedBy: [{ meter: "11", as: "contract" }],
    });
    expect(items[3]).toMatchObject({ editable: false, usedBy: [{ as: "alternative" }] });

    expect(await read("mine.yaml")).toMatchObject({ yaml, values: { id: "home" }, problems: [] });
    const names = ["secrets.yaml", "meter2mqtt.yaml", "outside.yaml", "none.yaml"];
    for (const name of names) expect((await api.get(`api/v1/contract-files/${name}`)).status, name).toBe(404);
    const paths = [
      "..%2fmine.yaml",
      "elsewhere%2fother.yaml",
      ".mine.yaml",
      "%2fetc%2fpasswd",
      "a.yaml%00",
      "mine.yaml.bak",
    ];
    for (const path of paths) expect((await api.get(`api/v1/contract-files/${path}`)).status, path).toBe(400);
  });

  test("are made, changed by whoever saw the last state, kept with their comments, and taken away", async () => {
    await start();
    expect(await put("mine.yaml", yaml)).toMatchObject({ status: 200, body: { name: "mine.yaml", used: false } });
    expect(await onDisk("mine.yaml")).toBe(yaml);
    expect(await put("mine.yaml", yaml)).toMatchObject({ status: 412 });
    expect(await put("mine.yaml", yaml, {})).toMatchObject({ status: 428 });
    const first = await read("mine.yaml");

    const values = structuredClone(first.values);
    values["components"] = [{ id: "all", name: "All", kind: "per-kwh", amount: 2 }];
    const checked = await check({ name: "mine.yaml", yaml: first.yaml, values });
    expect(checked).toMatchObject({ ok: true, values });
    expect(checked.yaml.after).toContain("# of my own");
    expect(checked.yaml.after).toContain("amount: 2 } # the bill says so");
    expect(checked.yaml.diff).toContain("+  - { id: all, name: All, kind: per-kwh, amount: 2 } # the bill says so");
    const saved = await put("mine.yaml", checked.yaml.after, { "if-match": first.etag });
    expect(saved.status).toBe(200);
    // The other one has an old state.
    expect(await put("mine.yaml", yaml, { "if-match": first.etag })).toMatchObject({ status: 412 });
    expect(await onDisk("mine.yaml")).toBe(checked.yaml.after);

    const remove = (etag?: string) =>
      api.send("DELETE", "api/v1/contract-files/mine.yaml", undefined, etag === undefined ? {} : { "if-match": etag });
    expect(await remove()).toMatchObject({ status: 428 });
    expect(await remove(first.etag)).toMatchObject({ status: 412 });
    expect(await remove(saved.headers.get("etag") ?? "")).toMatchObject({ status: 200 });
    expect(await readdir(folder.path)).not.toContain("mine.yaml");
    const audit = JSON.stringify((await api.get("api/v1/audit")).body);
    for (const action of ["PUT", "DELETE"]) expect(audit).toContain(`${action} /api/v1/contract-files/mine.yaml`);
  });

  test("are refused with every mistake and its line, where their name is another file's, and where they are too long", async () => {
    await writeFile(join(folder.path, "automations.yaml"), "- of somebody else\n");
    await start();
    const wrong = `${yaml}  - { id: fee, kind: fee, amount: 3 }\n  - { id: x, kind: percent, percent: many }\n`;
    expect((await check({ yaml: wrong })).errors).toMatchObject([
      { path: "components.1.per", line: 7, message: "Expected one of day, month, year, found nothing." },
      { path: "components.2.percent", line: 8 },
    ]);
    expect((await check({ yaml: `${yaml}  - { id: all, kind: spot }\n` })).errors).toMatchObject([
      { path: "components.1.id", line: 7 },
    ]);
    expect((await check({ yaml: "id: [\n" })).errors).toMatchObject([{ path: "", line: 2 }]);
    const doubtful = `${yaml}  - { id: vat, kind: percent, percent: 25, of: [nothing] }\n`;
    expect((await check({ yaml: doubtful })).warnings).toMatchObject([
      { words: [{ key: "percentOfNothing", values: { component: "vat", id: "nothing" } }] },
    ]);
    expect(await put("mine.yaml", wrong)).toMatchObject({
      status: 400,
      body: { errors: [{ path: "components.1.per" }, { path: "components.2.percent" }] },
    });
    for (const name of ["automations.yaml", "meter2mqtt.yaml"]) {
      expect((await put(name, yaml)).status, name).toBeGreaterThanOrEqual(400);
      expect(await onDisk(name)).not.toContain("of my own");
    }
    for (const name of ["..%2fx.yaml", "x", "x.txt", ".x.yaml"]) expect((await put(name, yaml)).status, name).toBe(400);
    expect(await put("long.yaml", `${yaml}# ${"x".repeat(200_000)}`)).toMatchObject({ status: 400 });
    expect(await put("long.yaml", `${yaml}# ${"x".repeat(2_000_000)}`)).toMatchObject({ status: 413 });
    expect(await readdir(folder.path)).not.toContain("long.yaml");
  });

  test("include files beside them or of the web by https only, but keep what stood there", async () => {
    const including = (file: string) => `${yaml}include: [{ format: fri-nettleie, file: "${file}" }]\n`;
    await writeFile(join(folder.path, "old.yaml"), including("data/grid.yml"));
    await start();
    for (const file of ["/etc/passwd", "../grid.yml", "http://127.0.0.1/grid.yml", "file:///etc/passwd"]) {
      expect((await check({ yaml: including(file) })).errors, file).toMatchObject([{ path: "include.0.file" }]);
      expect((await put("mine.yaml", including(file))).status, file).toBe(400);
    }
    const address = "https://grid.invalid/tariff.yml";
    expect(await check({ yaml: including(address) })).toMatchObject({
      ok: true,
      warnings: [{ message: expect.stringContaining(address), words: [{ key: "askedLater", values: { address } }] }],
    });
    expect((await check({ name: "old.yaml", yaml: including("data/grid.yml") })).errors).toMatchObject([
      { path: "include", message: "There is no such file.", words: [{ key: "fileMissing" }] },
    ]);
  });

  test("in use are at work as soon as they are saved, without a restart, and are not taken away", async () => {
    await writeFile(join(folder.path, "mine.yaml"), yaml);
    await start('tariffs: [{ meter: "11", contract: mine.yaml }]\n');
    const running = hosted.host.running;
    const cost = async () => {
      const now = new Date();
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 2)).toISOString();
      const { body } = await api.get(`api/v1/meters/11/costs?span=year&from=${from}`);
      return (body as CostsAnswer).items.reduce((sum, { net }) => sum + net, 0);
    };
    expect(await cost()).toBe(1);
    const { etag } = await read("mine.yaml");
    const dearer = await put("mine.yaml", yaml.replace("amount: 1", "amount: 3"), { "if-match": etag });
    expect(dearer).toMatchObject({ status: 200, body: { used: true, warnings: [] } });
    expect(await cost()).toBe(3);
    expect(hosted.host.running).toBe(running);
    const tag = { "if-match": dearer.headers.get("etag") ?? "" };
    expect(await api.send("DELETE", "api/v1/contract-files/mine.yaml", undefined, tag)).toMatchObject({ status: 409 });
  });

  test("are tried on the last month before they are saved, beside the meter's own", async () => {
    await writeFile(join(folder.path, "mine.yaml"), yaml);
    await start('tariffs: [{ meter: "11", contract: mine.yaml }]\n');
    const trial = async (text: string, meter = "11") =>
      api.send("POST", "api/v1/contract-files/trial", { yaml: text, meter });
    const { status, body } = await trial(yaml.replace("amount: 1", "amount: 2.5").replace("id: home", "id: new"));
    expect(status).toBe(200);
    const { contracts, whole, from } = body as ContractTrialAnswer;
    expect(contracts.map(({ id, net }) => [id, net])).toEqual([
      ["new", 2.5],
      ["home", 1],
    ]);
    expect(whole).toBe(true);
    expect(from).toMatch(/-01T00:00:00/);
    expect(await trial(yaml, "nobody")).toMatchObject({ status: 404 });
    expect(await trial("nonsense: true")).toMatchObject({ status: 400 });
    expect(await readdir(folder.path)).not.toContain("contract.yaml");
  });

  test("are tried where no contract is configured yet, on the running month as well", async () => {
    mkdirSync(join(folder.path, "data"));
    const from = Math.floor(Date.now() / hourMs) * hourMs - 6 * hourMs;
    await bookHome(join(folder.path, "data/meter2mqtt.sqlite"), {
      meter: "11",
      zone: "Europe/Oslo",
      from,
      quarters: [500, 500],
    });
    hosted = await hostGateway(
      folder.path,
      "http: { port: 0 }\nbroker: { enabled: false }\nsources: [{ type: push, name: door }]\n",
      {},
    );
    const { status, body } = await api.send("POST", "api/v1/contract-files/trial", {
      yaml,
      meter: "11",
      country: "NO",
    });
    expect([status, body]).toMatchObject([200, { contracts: [{ id: "home", net: 1 }] }]);
  });

  test("take the grid's part from an open tariff file that was sent", async () => {
    await start();
    const grid = `netteier: Made-up Nett
kilder: [https://grid.example]
tariffer:
  - gyldig_fra: 2026-01-01
    navn: Hjem
    kundegrupper: [husholdning]
    energiledd: { grunnpris: 25 }
    fastledd: { metode: TRE_DØGNMAX_MND, terskler: [{ terskel: 0, pris: 1200 }] }
`;
    const send = (name: string, text: string) => api.send("PUT", `api/v1/tariff-files/${name}`, text);
    const { status, body } = await send("grid.yml", grid);
    expect(status).toBe(200);
    expect(body as TariffFileAnswer).toMatchObject({
      ...{ format: "fri-nettleie", currency: "NOK" },
      tariffs: [{ name: "Made-up Nett, Hjem, husholdning, from 2026-01-01", components: 2 }],
    });
    const including = `${yaml}include: [{ format: fri-nettleie, file: grid.yml, tariff: Hjem }]\n`;
    expect(await check({ yaml: including })).toMatchObject({ ok: true, errors: [], warnings: [] });
    expect(await put("mine.yaml", including)).toMatchObject({ status: 200 });
    // A newer one takes its place; nothing else is written over.
    expect(await send("grid.yml", grid.replace("25", "30"))).toMatchObject({ status: 200 });
    expect(await send("mine.yaml", grid)).toMatchObject({ status: 409 });
    expect(await send("meter2mqtt.yaml", grid)).toMatchObject({ status: 400 });
    expect(await send("other.yml", "hello: there\n")).toMatchObject({ status: 400 });
    const companies = {
      tariffs: [{ companyName: "Made-up Nät", name: "Hem", validPeriod: { fromIncluding: "2026-01-01" } }],
    };
    expect(await send("se.json", JSON.stringify(companies))).toMatchObject({
      status: 200,
      body: { format: "eltariff", currency: "SEK" },
    });
  });
});
