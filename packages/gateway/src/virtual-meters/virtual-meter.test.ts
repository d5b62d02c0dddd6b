import { connect } from "node:net";
import type { HomeWizardMeterConfig, ModbusMeterConfig, P1MeterConfig } from "@meter2mqtt/contract";
import parser from "dsmr-parser";
import modbus from "jsmodbus";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { heardFrom, snapshotAfter, start } from "../../test/support/heard-meter.ts";
import { inEnglish } from "../../test/support/in-english.ts";
import {
  ListeningClient,
  type OfferedMeter,
  offerMeter,
  startMeter,
  takePort,
} from "../../test/support/offered-meter.ts";

const loopback = { listen: "127.0.0.1", port: 0 } as const;
const p1: P1MeterConfig = { type: "p1", name: "charger", telegram: "auto", ...loopback };
const homeWizard: HomeWizardMeterConfig = { type: "homewizard", name: "display", advertise: true, ...loopback };
const modbusTcp: ModbusMeterConfig = { type: "modbus", name: "wallbox", ...loopback };

const cleanUp: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0)) await one[Symbol.asyncDispose]();
});

async function offered(config: Parameters<typeof offerMeter>[0]): Promise<OfferedMeter> {
  const meter = await offerMeter(config, start);
  cleanUp.push(meter);
  return meter;
}

function clientOf(port: number): ListeningClient {
  const client = new ListeningClient(port);
  cleanUp.push({ [Symbol.asyncDispose]: async () => void client.socket.destroy() });
  return client;
}

const kamstrup = heardFrom("kamstrup-dk-extended", 4);
const last = kamstrup.at(-1)?.at ?? 0;

describe("P1 over TCP", () => {
  test("every client gets the latest telegram, then one with every reading", async () => {
    const { hear, port, meter } = await offered(p1);
    await hear(kamstrup.slice(0, 2));
    const clients = Array.from({ length: 20 }, () => clientOf(port));
    await eventually("all have a telegram", () =>
      clients.every(({ text }) => text.endsWith("\r\n") && text.includes("!")),
    );
    await hear(kamstrup.slice(2));
    await eventually("all have three", () =>
      clients.every(({ text }) => text.match(/![0-9A-F]{4}\r\n/g)?.length === 3),
    );
    expect(new Set(clients.map(({ text }) => text)).size).toBe(1);
    const { objects } = parser.parse(`/${clients[0]?.text.split(/(?<=\r\n)\//).at(-1)}`);
    expect(objects["actual electricity power delivered"]).toBe(
      (kamstrup.at(-1)?.state.values["activeImportW"] ?? 0) / 1000,
    );
    expect(meter.state).toMatchObject({ name: "charger", type: "p1", status: "open", delivered: 4 });
    expect(meter.state.description).toBe(`P1 telegrams at 127.0.0.1:${port}`);
  });

  test("hands a P1 meter's own telegrams on", async () => {
    const { hear, port } = await offered(p1);
    const heard = heardFrom("p1-nl", 3);
    await hear(heard.slice(0, 2));
    const client = clientOf(port);
    await eventually("a telegram", () => client.text.endsWith("\r\n") && client.text.includes("!"));
    expect(client.text).toBe(`${Buffer.from(heard[1]?.frame.octets ?? []).toString("latin1")}\r\n`);
  });

  test("lets all go once the meter is stale, within 30 s, and comes back", async () => {
    const { hear, port, meter, clock } = await offered(p1);
    await hear(kamstrup);
    const client = clientOf(port);
    await eventually("a telegram", () => client.text.includes("!"));
    await clock.advance(30_000);
    expect(meter.state.status).toBe("open");
    await clock.advance(2000);
    await eventually("the client is let go", () => client.closed);
    expect(meter.state).toMatchObject({
      status: "waiting",
      error: expect.stringContaining("has not been heard since"),
    });
    const late = clientOf(port);
    await eventually("a new one too", () => late.closed);
    expect(late.text).toBe("");
    await hear(heardFrom("kamstrup-dk-extended", 1, last + 40_000));
    const again = clientOf(port);
    await eventually("a telegram again", () => again.text.includes("!"));
    expect(meter.state.status).toBe("open");
  });

  test("a client that does not read is let go; the others go on; there is a bound to their number", async () => {
    const { hear, port, meter, logged } = await offered(p1);
    await hear(kamstrup);
    const lazy = connect({ host: "127.0.0.1", port });
    lazy.on("error", () => undefined);
    lazy.pause();
    const good = clientOf(port);
    await eventually("both are there", () => good.text.includes("!"));
    const [one] = kamstrup.slice(-1);
    // Some megabytes fit into the system's own buffers before anything waits here.
    for (let round = 0; round < 60 && !logged().includes("does not read"); round++) {
      for (let i = 0; i < 500 && one !== undefined; i++) meter.heard(one);
      const sent = 700 * 500 * (round + 1);
      await eventually("the good one reads on", () => good.text.length > sent / 2 || good.closed);
    }
    expect(logged()).toContain("does not read and was let go");
    expect(good.closed).toBe(false);
    lazy.destroy();

    const many = Array.from({ length: 40 }, () => clientOf(port));
    await eventually("some are refused", () => many.filter(({ closed }) => closed).length >= 9);
    expect(logged()).toContain("a client was refused: 32 are connected");
  });

  test("waits for a port that is in use, and says so", async () => {
    const taken = await takePort();
    const started = startMeter({ ...p1, port: taken.port }, start);
    cleanUp.push(started);
    await eventually("it waits", () => started.meter.state.status === "waiting");
    expect(started.meter.state.error).toBe(
      `Another program listens on 127.0.0.1:${taken.port}. End it, or set another \`port\`.`,
    );
    expect(inEnglish(started.meter.state.errorWords)).toBe(started.meter.state.error);
    await taken.release();
    await started.clock.advance(1000);
    await eventually("it listens", () => started.meter.port === taken.port);
    expect(started.meter.state.error).toBe("No meter has been heard yet.");
    expect(started.meter.state.errorWords).toEqual([{ key: "meterNotHeard" }]);
  });
});

describe("Modbus TCP, read by jsmodbus", () => {
  async function reader(port: number) {
    const socket = connect({ host: "127.0.0.1", port });
    cleanUp.push({ [Symbol.asyncDispose]: async () => void socket.destroy() });
    const client = new modbus.client.TCP(socket, 1, 5000);
    await eventually("connected", () => client.connectionState === "online");
    return {
      floats: async (address: number, count: number) => {
        const { response } = await client.readInputRegisters(address, count * 2);
        const buffer = response.body.valuesAsBuffer;
        return Array.from({ length: count }, (_, index) => buffer.readFloatBE(4 * index));
      },
      /** The number of the exception that comes instead. */
      refusal: async (address: number) => {
        const failure: unknown = await client.readInputRegisters(address, 2).catch((error: unknown) => error);
        const { response } = failure as { readonly response: { readonly body: { readonly code: number } } };
        return response.body.code;
      },
    };
  }

  test("gives what the meter's state says; after it turned stale, exception 0x0B, until it is heard again", async () => {
    const { hear, port, clock, meter } = await offered(modbusTcp);
    const client = await reader(port);
    expect(await client.refusal(0x0034)).toBe(0x0b);
    await hear(kamstrup);
    const { values } = snapshotAfter(kamstrup);
    const expected = (...numbers: (number | undefined)[]) =>
      numbers.map((number) => expect.closeTo(number ?? Number.NaN, 2));
    expect(await client.floats(0x0006, 3)).toEqual(expected(values.currentL1A, values.currentL2A, values.currentL3A));
    expect(await client.floats(0x0034, 1)).toEqual(expected(values.netActiveW));
    expect(await client.floats(0x0048, 1)).toEqual(expected((values.energyImportWh ?? 0) / 1000));
    await clock.advance(30_000);
    expect(await client.floats(0x0034, 1)).toHaveLength(1);
    await clock.advance(2000);
    expect(await client.refusal(0x0034)).toBe(0x0b);
    expect(meter.state.status).toBe("waiting");
    await hear(heardFrom("kamstrup-dk-extended", 1, last + 40_000));
    expect(await client.floats(0x0034, 1)).toHaveLength(1);
  });

  test("a current that the meter doesn't measure is refused", async () => {
    const { hear, port } = await offered(modbusTcp);
    const heard = kamstrup.map((one) => {
      const { currentL2A: _state, ...values } = one.state.values;
      return { ...one, state: { ...one.state, values } };
    });
    await hear(heard);
    const client = await reader(port);
    expect(await client.floats(0x0006, 1)).toHaveLength(1);
    expect(await client.refusal(0x0008)).toBe(0x02);
  });

  test("a meter slower than 60 s is not offered, which the state and the log say", async () => {
    const { hear, port, meter, logged } = await offered(modbusTcp);
    await hear(kamstrup.map((one, index) => ({ ...one, at: start + index * 900_000 })));
    const client = await reader(port);
    expect(await client.refusal(0x0034)).toBe(0x0b);
    expect(meter.state.error).toMatch(/^The meter sends every 900 s\./);
    expect(logged()).toContain("The meter sends every 900 s.");
  });

  test("requests that come in pieces, or several at once, are answered; what is no Modbus is let go", async () => {
    const { hear, port } = await offered(modbusTcp);
    await hear(kamstrup);
    const request = Buffer.from([0, 1, 0, 0, 0, 6, 1, 4, 0, 0x34, 0, 2]);
    const client = clientOf(port);
    client.socket.write(request.subarray(0, 5));
    await eventually("connected", () => client.socket.bytesWritten === 5);
    client.socket.write(Buffer.concat([request.subarray(5), request, request]));
    await eventually("three answers", () => client.text.length === 3 * 13);
    client.socket.write("GET / HTTP/1.1\r\n\r\n");
    await eventually("let go", () => client.closed);
  });
});

describe("HomeWizard API", () => {
  async function get(port: number, path: string, init: RequestInit = {}) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
  }

  test("says what it is, what the meter measures, and the telegram", async () => {
    const { hear, port } = await offered({ ...homeWizard, serial: "0200000000a1" });
    await hear(kamstrup);
    expect(JSON.parse((await get(port, "/api")).text)).toEqual({
      product_type: "HWE-P1",
      product_name: "P1 meter",
      serial: "0200000000a1",
      firmware_version: "0.1.0",
      api_version: "v1",
    });
    const data = await get(port, "/api/v1/data");
    expect(data).toMatchObject({ status: 200, type: "application/json" });
    const { values } = snapshotAfter(kamstrup);
    expect(JSON.parse(data.text)).toMatchObject({
      active_power_w: values.netActiveW,
      active_current_l1_a: values.currentL1A,
      total_power_import_kwh: (values.energyImportWh ?? 0) / 1000,
    });
    const telegram = await get(port, "/api/v1/telegram");
    expect(telegram.status).toBe(200);
    expect(parser.parse(telegram.text).objects["instantaneous voltage L1"]).toBe(values.voltageL1V);
  });

  test("answers 503 before the meter was heard, and once it is stale", async () => {
    const { hear, port, clock } = await offered(homeWizard);
    expect((await get(port, "/api/v1/data")).status).toBe(503);
    await hear(kamstrup);
    await clock.advance(30_000);
    expect((await get(port, "/api/v1/data")).status).toBe(200);
    await clock.advance(1);
    for (const path of ["/api/v1/data", "/api/v1/telegram"]) expect((await get(port, path)).status).toBe(503);
    const { serial } = JSON.parse((await get(port, "/api")).text) as { readonly serial: string };
    expect(serial).toMatch(/^02[0-9a-f]{10}$/);
  });

  test("refuses writing, other paths, and pages under a name of their own", async () => {
    const { port } = await offered(homeWizard);
    expect((await get(port, "/api/v1/state", { method: "PUT", body: "{}" })).status).toBe(405);
    expect((await get(port, "/api/v2")).status).toBe(404);
    const client = clientOf(port);
    client.socket.write("GET /api HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    await eventually("answered", () => client.closed);
    expect(client.text).toMatch(/^HTTP\/1\.1 403 /);
  });
});
