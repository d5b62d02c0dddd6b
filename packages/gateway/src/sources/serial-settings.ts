import { type SerialSettings, serialFormats } from "@meter2mqtt/decoder/serial";
import { isRecord } from "../config/schema-node.ts";
import { keep, readKept } from "./keep-file.ts";

/** What worked on each port, in a file; so that a restart finds it at once. */
export interface SerialMemory {
  recall(port: string): SerialSettings | undefined;
  remember(port: string, settings: SerialSettings): void;
}

/** Ports that are remembered; adapters come and go. */
const maxPorts = 64;

export function createSerialMemory(file: string): SerialMemory {
  const read = (): [string, SerialSettings][] => {
    const kept = readKept(file);
    return isRecord(kept)
      ? Object.entries(kept).flatMap(([port, value]): [string, SerialSettings][] => {
          const settings = toSettings(value);
          return settings === undefined ? [] : [[port, settings]];
        })
      : [];
  };
  return {
    recall: (port) => read().find(([name]) => name === port)?.[1],
    remember: (port, settings) => {
      const others = read().filter(([name]) => name !== port);
      try {
        keep(file, Object.fromEntries([...others.slice(1 - maxPorts), [port, settings]]));
      } catch {
        // A disk that takes nothing costs a search at the next start, and no reading now.
      }
    },
  };
}

function toSettings(value: unknown): SerialSettings | undefined {
  if (!isRecord(value)) return undefined;
  const { baud, format } = value;
  const known = serialFormats.find((each) => each === format);
  return typeof baud === "number" && Number.isInteger(baud) && baud > 0 && known !== undefined
    ? { baud, format: known }
    : undefined;
}
