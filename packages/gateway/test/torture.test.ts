import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runTorture } from "../torture/parts/run-torture.ts";
import { hasMosquitto } from "./support/mosquitto.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe.skipIf(!hasMosquitto)("torture, the short form (mosquitto)", () => {
  test("ten kills, an unplugged line and a broker that is stopped lose nothing", { timeout: 240_000 }, async () => {
    const { complaints, figures } = await runTorture({ seed: 7, frames: 400, kills: 10, root });
    expect(complaints, JSON.stringify(figures)).toEqual([]);
    expect(figures["archived"]).toBeGreaterThan(200);
  });
});
