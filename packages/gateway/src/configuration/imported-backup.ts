import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ImportAmsReaderAnswer } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar, type FirmwareBackup, parseFirmwareBackup } from "@meter2mqtt/energy";
import { stringify } from "yaml";
import { backupHolds } from "../amsreader-import/backup-holds.ts";
import { configurationFromBackup } from "../amsreader-import/configuration-from-backup.ts";
import { contractFromBackup } from "../amsreader-import/contract-from-backup.ts";
import { describeBackup } from "../amsreader-import/describe-backup.ts";
import { leftBehind } from "../amsreader-import/left-behind.ts";
import { isRecord } from "../config/schema-node.ts";
import { configurationSchema } from "./configuration-reader.ts";
import { textAt, withMarkers } from "./secret-markers.ts";
import { showYaml } from "./show-yaml.ts";

interface Kept {
  readonly id: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly contract: { readonly file: string; readonly yaml: string } | undefined;
}

/** The backup of the firmware that was sent last: its secrets stay here until the configuration takes them over. */
export class ImportedBackup {
  #kept: Kept | undefined;

  /** What a backup becomes. Throws the reader's errors for a text that is none. */
  read(text: string, { file, port }: { readonly file: string; readonly port: string }): ImportAmsReaderAnswer {
    const backup = parseFirmwareBackup(text);
    const calendar = calendarOf(backup);
    const yaml = contractFromBackup(backup);
    const contractFile = `${basename(file).replace(/\.ya?ml$/, "")}-contract.yaml`;
    const contract = yaml === undefined ? undefined : { file: contractFile, yaml };
    const { settings, notes } = configurationFromBackup(backup, {
      port,
      ...(contract === undefined ? {} : { contract: contract.file }),
    });
    const id = randomUUID();
    this.#kept = { id, settings, contract };
    const values = withMarkers(settings, configurationSchema, "", `${id}:`);
    return {
      values: isRecord(values) ? values : {},
      yaml: showYaml(stringify(settings), configurationSchema),
      ...(contract === undefined ? {} : { contract }),
      notes: [...notes],
      left: [...leftBehind(backup)],
      about: describeBackup(backup, calendar),
      holds: backupHolds(backup, calendar),
    };
  }

  /** The secret that a marker of the answer stands for. */
  secretAt(place: string): string | undefined {
    const kept = this.#kept;
    return kept === undefined || !place.startsWith(`${kept.id}:`)
      ? undefined
      : textAt(kept.settings, place.slice(kept.id.length + 1));
  }

  /** Writes the contract that the price rows became, where the configuration names it and it is not there. */
  async writeContract(configurationFile: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    const contract = this.#kept?.contract;
    const { tariffs } = values;
    const isNamed =
      Array.isArray(tariffs) && tariffs.some((tariff) => isRecord(tariff) && tariff["contract"] === contract?.file);
    if (contract === undefined || !isNamed) return;
    const path = join(dirname(configurationFile), contract.file);
    if (!existsSync(path)) await writeFile(path, contract.yaml, { mode: 0o600, flag: "wx" });
  }
}

/** What the firmware has where nobody set another one. */
const firmwareZone = "Europe/Oslo";

function calendarOf({ zone }: FirmwareBackup): Calendar {
  const rules = createIntlZoneRules();
  try {
    return new Calendar(zone ?? firmwareZone, rules);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Calendar(firmwareZone, rules);
  }
}
