import type { EnergyDirection } from "@meter2mqtt/energy";
import type { Settings } from "../config/settings.ts";
import { Ledger } from "../ledger/ledger.ts";
import { LedgerEditor } from "../ledger/ledger-editor.ts";
import { LedgerReader } from "../ledger/ledger-reader.ts";
import { inTransaction } from "../store/database.ts";
import { UsageError } from "./capture-input.ts";
import { withDatabase } from "./store-access.ts";

/** Registers that grid companies book; both count Wh. */
export const energyRegisters: Readonly<Record<EnergyDirection, string>> = {
  import: "energyImportWh",
  export: "energyExportWh",
};

/** What a command has of a ledger. */
export interface OpenLedger {
  readonly ledger: Ledger;
  readonly reader: LedgerReader;
  readonly editor: LedgerEditor;
}

/**
 * The gateway's ledger, which may be at work; closed again afterwards. What the gateway hears meanwhile is its own
 * business. Throws StoreError.
 */
export async function withLedger<T>(settings: Settings, work: (open: OpenLedger) => T | Promise<T>): Promise<T> {
  return withDatabase(settings, async (database) => {
    const retention = settings.store.ledger;
    const ledger = new Ledger({ retention, catchesUp: false });
    ledger.attach(database);
    const flush = (now: number): void => {
      inTransaction(database, () => ledger.write(now));
      ledger.committed(now);
    };
    try {
      const editor = new LedgerEditor(ledger, { flush, hourDays: retention.hourDays });
      return await work({ ledger, reader: new LedgerReader(ledger), editor });
    } finally {
      ledger.detach();
    }
  });
}

/** The meter that a command is about: the named one, or the only one. Throws {@link UsageError}, which names them all. */
export function meterIn({ ledger }: OpenLedger, wanted: string | undefined): string {
  const names = ledger.meterNames;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  const [only, ...others] = names;
  if (only === undefined) throw new UsageError("The ledger knows no meter yet: let the gateway hear one first.");
  if (wanted === undefined && others.length === 0) return only;
  const all = `The ledger has: ${names.slice(0, 20).join(", ")}.`;
  if (wanted === undefined) throw new UsageError(`Which meter is meant? Name it with --meter. ${all}`);
  throw new UsageError(`The ledger has no meter "${wanted}". ${all}`);
}
