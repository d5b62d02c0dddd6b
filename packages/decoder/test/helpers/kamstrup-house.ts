import type { Reading } from "@meter2mqtt/decoder";
import { encodeDataNotification, encodeHdlcFrame, encodeKamstrupList, llcHeader } from "@meter2mqtt/simulator";

/** What switches itself on and off: so many watts, for so long, every so often. Negative watts are a solar plant's. */
export interface Load {
  readonly watts: number;
  readonly everyS: number;
  readonly forS: number;
  readonly offsetS: number;
}

/** A house, the scales of its meter, and how often that speaks. */
export interface House {
  readonly baseW: number;
  readonly loads: readonly Load[];
  /** Size of one step of the registers. */
  readonly stepWh: 1 | 10;
  /** Scaler of the voltages. */
  readonly voltage: 0 | -1 | -2;
  readonly listsEveryS: number;
  readonly registersEveryS: number;
}

export interface HouseList {
  readonly at: number;
  readonly octets: Uint8Array;
  readonly importWh: number;
  readonly exportWh: number;
  readonly hasRegisters: boolean;
}

export const houseStart = Date.UTC(2026, 0, 15, 12);
const stepS = 2;
const startWh = { import: 32_014_158, export: 1_234_567 };

function powerAt({ baseW, loads }: House, s: number): number {
  return loads.reduce(
    (sum, { watts, everyS, forS, offsetS }) => sum + ((s + offsetS) % everyS < forS ? watts : 0),
    baseW,
  );
}

/** The lists of a Kamstrup meter that knows neither a clock nor a scale; what it counts goes up with what it measures. */
export function* listsOf(house: House, seconds: number, meterId = "5700000000000001"): Generator<HouseList> {
  let imported = 0;
  let exported = 0;
  for (let s = 0; s <= seconds; s += stepS) {
    const power = powerAt(house, s);
    if (s % house.listsEveryS === 0) {
      const importWh = stepped(startWh.import + imported, house.stepWh);
      const exportWh = stepped(startWh.export + exported, house.stepWh);
      const hasRegisters = s % house.registersEveryS === 0;
      const octets = kamstrupFrame(house, { meterId, power, importWh, exportWh, hasRegisters });
      yield { at: houseStart + s * 1000, octets, importWh, exportWh, hasRegisters };
    }
    const wh = (power * stepS) / 3600;
    if (wh > 0) imported += wh;
    else exported -= wh;
  }
}

function stepped(wh: number, stepWh: number): number {
  return Math.floor(wh / stepWh) * stepWh;
}

interface Said {
  readonly meterId: string;
  readonly power: number;
  readonly importWh: number;
  readonly exportWh: number;
  readonly hasRegisters: boolean;
  /** Voltages are so much of what they usually are. */
  readonly voltageFactor?: number;
  /** What is left of a phase that has failed, in volts. */
  readonly voltageL2V?: number;
}

/** One list as the wire carries it. */
export function kamstrupFrame(scales: Pick<House, "stepWh" | "voltage">, said: Said): Uint8Array {
  const { meterId, power, importWh, exportWh, hasRegisters } = said;
  // The encoder counts in 10 Wh and in volts.
  const steps = 10 ** -scales.voltage;
  const volts = steps * (said.voltageFactor ?? 1);
  const values: Omit<Reading, "objects"> = {
    activeImportW: Math.max(0, Math.round(power)),
    activeExportW: Math.max(0, Math.round(-power)),
    reactiveImportVar: 0,
    reactiveExportVar: 0,
    currentL1A: 1.5,
    voltageL1V: 231.37 * volts,
    voltageL2V: (said.voltageL2V ?? 0) * steps,
    voltageL3V: 228.91 * volts,
    ...(hasRegisters
      ? {
          energyImportWh: (importWh / scales.stepWh) * 10,
          energyExportWh: (exportWh / scales.stepWh) * 10,
          reactiveImportVarh: 0,
          reactiveExportVarh: 770,
        }
      : {}),
  };
  const body = encodeKamstrupList(hasRegisters ? "hourly" : "momentary", { meterId, ...values });
  const apdu = encodeDataNotification({ invokeId: 0, body });
  return encodeHdlcFrame(Uint8Array.from([...llcHeader, ...apdu]), {
    destination: [0x2b],
    source: [0x21],
    control: 0x13,
  });
}
