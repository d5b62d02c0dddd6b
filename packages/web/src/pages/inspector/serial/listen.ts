import type { SerialSettings } from "@meter2mqtt/decoder/serial";

/** The part of a `SerialPort` that is used. */
export interface Port {
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: SerialOptions): Promise<void>;
  close(): Promise<void>;
}

/** What the line itself reports; octets are lost, and it goes on. */
export type LineFault = "overrun" | "break" | "framing" | "parity";

/** Web Serial, "Reading data": after these the port has a new stream. Any other error means that it is lost. */
const faults: Readonly<Record<string, LineFault>> = {
  BufferOverrunError: "overrun",
  BreakError: "break",
  FramingError: "framing",
  ParityError: "parity",
};

/** Octets that the browser holds while the page is busy: what comes beyond is an overrun, which is counted. */
const bufferSize = 16_384;

export function toSerialOptions({ baud, format }: SerialSettings): SerialOptions {
  const dataBits = format.startsWith("7") ? 7 : 8;
  return { baudRate: baud, dataBits, parity: format[1] === "E" ? "even" : "none", stopBits: 1, bufferSize };
}

export interface Listener {
  heard(octets: Uint8Array): void;
  fault(fault: LineFault): void;
}

/** The port is no more: unplugged, or taken by somebody else. */
export class PortLostError extends Error {
  override readonly name = "PortLostError";
}

/** Hears an open port until `signal` says stop. Rejects with {@link PortLostError} when the port is lost. */
export async function listen(port: Port, listener: Listener, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { readable } = port;
    if (readable === null) throw new PortLostError("the port has no stream any more");
    await listenToStream(readable, listener, signal);
  }
}

/** Until the stream ends: by `signal`, or by a fault after which there is another one. */
async function listenToStream(
  stream: ReadableStream<Uint8Array>,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  const reader = stream.getReader();
  let cancelled: Promise<void> | undefined;
  const stop = (): void => {
    // A stream that has failed can't be cancelled, and need not be.
    cancelled = reader.cancel().catch(() => {});
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    await readAll(reader, listener, signal);
  } catch (error) {
    if (signal.aborted) return;
    listener.fault(faultOf(error));
  } finally {
    signal.removeEventListener("abort", stop);
    await cancelled;
    reader.releaseLock();
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { value, done } = await reader.read();
    if (signal.aborted) return;
    if (done) throw new PortLostError("the port's stream has ended");
    if (value.length > 0) listener.heard(value);
  }
}

/** What the line reported. Throws {@link PortLostError} where it is more than that. */
function faultOf(error: unknown): LineFault {
  if (error instanceof PortLostError) throw error;
  // DOMException is no Error in every engine.
  const name = typeof error === "object" && error !== null && "name" in error ? `${error.name}` : "";
  const fault = faults[name];
  if (fault === undefined) throw new PortLostError("the port was lost", { cause: error });
  return fault;
}
