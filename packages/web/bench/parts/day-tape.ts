import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createVirtualMeter } from "@meter2mqtt/simulator";

/** A made-up meter that pushes every second, in few enough octets that a day of it is a capture the gateway takes. */
export const secondsMeter = "emh-de";
export const secondsOfDay = 86_400;

/** Writes a capture with times: the meter's last day, a reading a second, until now. */
export async function writeDayTape(path: string, now: number): Promise<void> {
  const start = now - secondsOfDay * 1000;
  const meter = createVirtualMeter(secondsMeter, { start, seed: 1 });
  function* lines() {
    yield "# meter2mqtt capture: time of arrival, octets in hexadecimal digits\n";
    for (let second = 0; second < secondsOfDay; second++) {
      const { octets } = meter.next();
      yield `${new Date(start + second * 1000).toISOString()} ${Buffer.from(octets).toString("hex")}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
