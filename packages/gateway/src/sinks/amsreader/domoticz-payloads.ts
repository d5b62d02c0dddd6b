import type { MqttMessage } from "../mqtt-messages.ts";
import type { AmsState } from "./ams-state.ts";
import type { PayloadContext, View } from "./context.ts";
import { Decimal, toJsonText, whole } from "./json-text.ts";

const topic = "domoticz/in";
/** Domoticz takes the first register it gets as a day's consumption: none is sent before there is a real one. */
const leastWh = 1000;

type Devices = PayloadContext["domoticz"];

/** A device of Domoticz: from which list type on it gets a value, and which; undefined: none yet. */
interface Row {
  readonly device: keyof Devices;
  readonly from: 1 | 2;
  readonly value: (state: AmsState) => string | undefined;
}

const fixed = (name: string, decimals: number) => (state: AmsState) =>
  new Decimal(state.values[name] ?? 0, decimals).toString();

const rows: readonly Row[] = [
  { device: "electricity", from: 1, value: electricity },
  { device: "voltageL1", from: 2, value: fixed("voltageL1V", 2) },
  { device: "voltageL2", from: 2, value: fixed("voltageL2V", 2) },
  { device: "voltageL3", from: 2, value: fixed("voltageL3V", 2) },
  {
    device: "currents",
    from: 2,
    value: (state) => ["currentL1A", "currentL2A", "currentL3A"].map((name) => fixed(name, 1)(state)).join(";"),
  },
];

/** One message for each device that the configuration names. */
export function domoticzMessages({ domoticz }: PayloadContext, { state, listType }: View): MqttMessage[] {
  return rows.flatMap(({ device, from, value }): MqttMessage[] => {
    const [idx, svalue] = [domoticz[device], listType >= from ? value(state) : undefined];
    if (idx === undefined || svalue === undefined) return [];
    const payload = toJsonText({ command: "udevice", idx: whole(idx), nvalue: whole(0), svalue });
    return [{ topic, payload, retain: false }];
  });
}

function electricity(state: AmsState): string | undefined {
  const energy = state.values["energyImportWh"] ?? 0;
  return energy > leastWh ? `${fixed("activeImportW", 0)(state)};${whole(energy)}` : undefined;
}
