import { createMeterDecoder, type MeterDecoderOptions, type Reading, toHex } from "../../src/index.ts";
import { concat } from "../../src/reassembly/assembly.ts";

/** Decodes frames one behind the other, as a file holds them. */
export function decodeCapsule(frames: readonly Uint8Array[], options: MeterDecoderOptions): readonly Reading[] {
  const decoder = createMeterDecoder({ ...options, input: "file" });
  const events = [...decoder.push(concat([...frames, new Uint8Array(0)])), ...decoder.end()];
  return events.flatMap((event) => (event.kind === "reading" ? [event.reading] : []));
}

const identity = new Set([
  "meterId",
  "systemTitle",
  "serverId",
  "logicalDeviceName",
  "deviceId1",
  "ident",
  "textMessage",
  "textMessageCode",
  "receivedAt",
]);

/** A reading without what says whose it is: of texts under codes of identities, and of texts without a code, only their form. */
export function valuesOf(reading: Reading): unknown {
  const { objects, channels, ...rest } = reading;
  const named = Object.entries(rest).map(([name, value]) => [name, identity.has(name) ? formOf(value) : value]);
  return {
    ...Object.fromEntries(named),
    channels: channels?.map(({ id, ...channel }) => ({ ...channel, id: formOf(id) })),
    objects: objects.map(({ obis, position, value, text, unit, raw }) => ({
      obis,
      position,
      unit,
      value: isOpen(obis, value, text) ? value : formOf(value),
      text: isOpen(obis, value, text) ? text : formOf(text),
      raw: isOpen(obis, value, text) ? raw : formOf(raw),
    })),
  };
}

/** Numbers and times, and texts that many meters share. */
function isOpen(obis: string | undefined, value: unknown, text: string | undefined): boolean {
  if (obis !== undefined && /:(0\.0|96\.1|96\.13|42\.0|199\.130|129\.84)\.\d+\*/.test(obis)) return false;
  if (typeof value !== "string") return true;
  if (obis === undefined) return /^\d{4}-\d\d-\d\dT/.test(value) || (text === undefined && value.length <= 10);
  return true;
}

function formOf(value: unknown): unknown {
  if (typeof value === "number" || typeof value === "bigint") return `${value}`.length;
  return typeof value === "string" ? value.replace(/[0-9A-Fa-f]/g, "x").length : value;
}

/** What a reading says of whose it is. */
export function idsOf({
  meterId,
  systemTitle,
  serverId,
  logicalDeviceName,
  deviceId1,
  channels,
  textMessage,
}: Reading): readonly string[] {
  const ids = [
    meterId,
    systemTitle,
    serverId,
    logicalDeviceName,
    deviceId1,
    textMessage,
    ...(channels ?? []).map(({ id }) => id),
  ];
  return ids.filter((id): id is string => id !== undefined && /[1-9].{5}/.test(id.replace(/[^0-9A-Fa-f]/g, "")));
}

/** Where ids stand as text, as octets, or as hexadecimal digits of either: in frames, or in what they decode to. */
export function leaksOf(
  ids: readonly string[],
  frames: readonly Uint8Array[],
  readings: readonly Reading[],
): readonly string[] {
  const said = JSON.stringify(readings).toLowerCase();
  const hex = frames.map(toHex).join(" ");
  return ids.filter((id) => {
    const lower = id.toLowerCase();
    const ascii = toHex(Uint8Array.from(id, (c) => c.charCodeAt(0)));
    const ofHex = toHex(Uint8Array.from(ascii, (c) => c.charCodeAt(0)));
    const ofUpperHex = toHex(Uint8Array.from(ascii.toUpperCase(), (c) => c.charCodeAt(0)));
    const forms = [lower, ascii, ofHex, ofUpperHex];
    return forms.some((form) => hex.includes(form) || said.includes(form));
  });
}
