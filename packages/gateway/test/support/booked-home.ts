import { Ledger } from "../../src/ledger/ledger.ts";
import { Archive } from "../../src/store/archive.ts";

const quarterMs = 900_000;

export interface BookedMeter {
  readonly meter: string;
  readonly zone: string;
  /** Epoch milliseconds of a full quarter. */
  readonly from: number;
  /** Wh of each quarter-hour from then on; no export. */
  readonly quarters: readonly number[];
}

/** Books a meter that pushes its registers every 10 s into a database, as the gateway does, and closes it. */
export async function bookHome(path: string, { meter, zone, from, quarters }: BookedMeter): Promise<void> {
  const retention = { quarterDays: 1096, hourDays: 4018 };
  const ledger = new Ledger({ retention });
  const bounds = { rawFrames: { maxFrames: 1000, maxMegabytes: 1, days: 30 }, outbox: { maxMegabytes: 1, days: 7 } };
  const archive = new Archive(
    { path, ...bounds, readings: { days: 90, fullDays: 30 }, ledger: retention },
    undefined,
    ledger,
  );
  await archive.open();
  let register = 1_000_000;
  const hear = (at: number, energyImportWh: number): void => {
    const iso = new Date(at).toISOString();
    const reading = { receivedAt: iso, timestamp: iso, energyImportWh, energyExportWh: 5000 };
    archive.addReading({ meter, receivedAt: at, json: JSON.stringify(reading) });
    ledger.book({ meter, zone }, reading, at);
  };
  quarters.forEach((wh, index) => {
    const start = from + index * quarterMs;
    for (let ms = 0; ms < quarterMs; ms += 10_000) hear(start + ms, register + Math.floor((wh * ms) / quarterMs));
    register += wh;
  });
  const end = from + quarters.length * quarterMs;
  hear(end, register);
  archive.close(end);
}
