import { join } from "node:path";
import { Ledger } from "../../src/ledger/ledger.ts";
import { LedgerEditor } from "../../src/ledger/ledger-editor.ts";
import { LedgerReader } from "../../src/ledger/ledger-reader.ts";
import { Archive } from "../../src/store/archive.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const hourMs = 3_600_000;
const retention = { quarterDays: 1096, hourDays: 4018 };
/** A meter in Oslo whose registers come once an hour. */
const about = { meter: "7359992900000001", zone: "Europe/Oslo", snapshotMinutes: 60 };

export interface OpenLedger extends AsyncDisposable {
  readonly meter: string;
  readonly ledger: Ledger;
  readonly reader: LedgerReader;
  readonly editor: LedgerEditor;
  readonly archive: Archive;
  /** The list of a full hour (epoch milliseconds), 10 s after it, with what was used since the last one. */
  hear(hour: number, importWh: number, exportWh?: number): void;
}

/** A store with its ledger at work, as the gateway has it. */
export async function openLedger(): Promise<OpenLedger> {
  const folder = await temporaryFolder();
  const ledger = new Ledger({ retention });
  const bounds = { rawFrames: { maxFrames: 1000, maxMegabytes: 1, days: 30 }, outbox: { maxMegabytes: 1, days: 7 } };
  const path = join(folder.path, "m.sqlite");
  const archive = new Archive(
    { path, ...bounds, readings: { days: 90, fullDays: 30 }, ledger: retention },
    undefined,
    ledger,
  );
  await archive.open();
  const flush = (now: number) => archive.flush(now);
  const editor = new LedgerEditor(ledger, { flush, hourDays: retention.hourDays });
  let [imported, exported, latest] = [1_000_000, 5000, 0];
  return {
    ...{ meter: about.meter, ledger, reader: new LedgerReader(ledger), editor, archive },
    hear: (hour, importWh, exportWh = 0) => {
      imported += importWh;
      exported += exportWh;
      latest = hour + 10_000;
      const receivedAt = new Date(latest).toISOString();
      const timestamp = new Date(hour).toISOString();
      const reading = { receivedAt, timestamp, energyImportWh: imported, energyExportWh: exported };
      archive.addReading({ meter: about.meter, receivedAt: latest, json: JSON.stringify(reading) });
      ledger.book(about, reading, latest);
      if (hour % (24 * hourMs) === 0) archive.flush(latest);
    },
    [Symbol.asyncDispose]: async () => {
      archive.close(latest);
      await folder.remove();
    },
  };
}
