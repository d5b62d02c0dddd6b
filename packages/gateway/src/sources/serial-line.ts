import { tell } from "@meter2mqtt/contract";
import type { SerialFormat, SerialSettings } from "@meter2mqtt/decoder/serial";
import type { AutoDetectTypes } from "@serialport/bindings-cpp";
import type { SerialPortStream } from "@serialport/stream";
import { SourceError } from "../errors.ts";
import { errorMessage } from "./error-words.ts";
import { tellOpenError } from "./serial-ports.ts";

/** An open serial port. */
export interface SerialLine {
  /** Hands octets on until the signal aborts; rejects with SourceError when the port is lost. To be called once. */
  listen(octets: (octets: Uint8Array) => void, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Opens a port with these settings. Rejects with SourceError. */
export type OpenSerialLine = (port: string, settings: SerialSettings) => Promise<SerialLine>;

const lineFormats = {
  "8N1": { dataBits: 8, parity: "none", stopBits: 1 },
  "8E1": { dataBits: 8, parity: "even", stopBits: 1 },
  "7E1": { dataBits: 7, parity: "even", stopBits: 1 },
} as const;

type Stream = SerialPortStream<AutoDetectTypes>;

/** A serial port of this machine. */
export async function openSerialLine(port: string, { baud, format }: SerialSettings): Promise<SerialLine> {
  const stream = await createStream(port, baud, format);
  await new Promise<void>((resolve, reject) => {
    stream.open((error) => {
      if (error === null) resolve();
      else reject(new SourceError("transient", tellOpenError(port, error), { cause: error }));
    });
  });
  return { listen: (octets, signal) => listen(stream, port, octets, signal), close: () => closeStream(stream) };
}

function listen(
  stream: Stream,
  port: string,
  octets: (octets: Uint8Array) => void,
  signal: AbortSignal,
): Promise<void> {
  let onAbort = () => {};
  return new Promise<void>((resolve, reject) => {
    onAbort = () => resolve();
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", onAbort, { once: true });
    // A copy: the binding cuts its chunks from one large pool.
    stream.on("data", (chunk: Uint8Array) => octets(new Uint8Array(chunk)));
    stream.on("error", (error) => reject(new SourceError("transient", tellOpenError(port, error), { cause: error })));
    stream.on("close", (cause: unknown) =>
      reject(new SourceError("transient", tell("portUnplugged", { port }), { cause })),
    );
  }).finally(() => {
    signal.removeEventListener("abort", onAbort);
    stream.removeAllListeners("data");
  });
}

async function createStream(path: string, baudRate: number, format: SerialFormat): Promise<Stream> {
  try {
    // Loaded only here: a gateway without a serial source runs where there is no build of the binding.
    const [{ autoDetect }, { SerialPortStream }] = await Promise.all([
      import("@serialport/bindings-cpp"),
      import("@serialport/stream"),
    ]);
    return new SerialPortStream({ binding: autoDetect(), path, baudRate, ...lineFormats[format], autoOpen: false });
  } catch (error) {
    throw new SourceError("permanent", tell("portsUnusable", { why: errorMessage(error) }), { cause: error });
  }
}

function closeStream(stream: Stream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.isOpen) return resolve();
    // An error while closing leaves nothing to be done: the port is given up either way.
    stream.on("error", () => undefined);
    stream.close(() => resolve());
  });
}
