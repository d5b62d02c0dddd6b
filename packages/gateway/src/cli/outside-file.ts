import { createIntlZoneRules } from "@meter2mqtt/decoder";
import {
  Calendar,
  csvLayouts,
  mappingKeys,
  type OutsideFile,
  parseColumnMapping,
  readIntervals,
} from "@meter2mqtt/energy";
import type { Command } from "commander";
import { UsageError } from "./capture-input.ts";
import { readOutsideText, saying } from "./outside-text.ts";

/** How a file of a grid company is read. */
export interface OutsideFileOptions {
  readonly layout?: string;
  readonly map?: string;
  readonly zone?: string;
  readonly direction?: string;
}

/** Adds the options of {@link OutsideFileOptions}. */
export function addOutsideFileOptions(command: Command): Command {
  const keys = Object.keys(mappingKeys).join(", ");
  return command
    .option("--layout <name>", `${csvLayouts.map(({ id }) => id).join(", ")}; recognised otherwise`)
    .option("--map <columns>", `columns of any other file: "time=Start,import=Use (kWh)"; keys: ${keys}`)
    .option("--zone <zone>", "IANA time zone of times without an offset")
    .option("--direction <direction>", "import or export, where the file doesn't say it");
}

/** Reads such a file. Throws {@link UsageError} with the line and what to do. */
export async function readOutsideFile(file: string, options: OutsideFileOptions): Promise<OutsideFile> {
  const { direction, zone } = options;
  if (direction !== undefined && direction !== "import" && direction !== "export")
    throw new UsageError(`--direction: "${direction}" is none: import or export.`);
  if (options.map !== undefined && options.layout !== undefined)
    throw new UsageError("Either --layout or --map: a mapping is a layout of its own.");
  const rules = createIntlZoneRules();
  const { map } = options;
  const layout = map === undefined ? undefined : saying("--map", () => parseColumnMapping(map, zone ?? rules.hostZone));
  for (const name of [zone, layout?.zone]) if (name !== undefined) checkZone(name);
  const text = await readOutsideText(file);
  return saying(file, () => {
    // A mapping that names a zone means it.
    return readIntervals(text, { rules, layout, layoutId: options.layout, direction, zone: layout?.zone ?? zone });
  });
}

function checkZone(zone: string): void {
  try {
    calendarOf(zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`"${zone}" is no time zone. IANA names look like Europe/Oslo.`, { cause: error });
  }
}

/** The calendar of a zone. RangeError where the platform doesn't know it. */
export function calendarOf(zone: string): Calendar {
  return new Calendar(zone, createIntlZoneRules());
}

/** Throws {@link UsageError} for a file of several metering points: their sum is neither one's. */
export function checkOneMeter(file: string, { intervals }: OutsideFile): void {
  const meters = new Set(intervals.map(({ meterId }) => meterId));
  if (meters.size > 1) {
    const ids = [...meters].slice(0, 5).join(", ");
    throw new UsageError(`${file} holds ${meters.size} metering points (${ids}). Download one at a time.`);
  }
}
