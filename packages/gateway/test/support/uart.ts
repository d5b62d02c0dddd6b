import type { SerialSettings } from "@meter2mqtt/decoder/serial";
import type { Clock } from "../../src/sources/back-off.ts";
import type { OpenSerialLine, SerialLine } from "../../src/sources/serial-line.ts";

/*
 * A serial line down to its bits, as no pty has them: what is sent at one rate and format is sampled at another, so that
 * wrong settings give what they give on a real line: other octets, or none.
 */

/** Levels of the line, one for each bit time of the sender; idle is true (mark). */
export function sendBits(octets: Uint8Array, { format }: SerialSettings): boolean[] {
  const dataBits = format === "7E1" ? 7 : 8;
  const bits: boolean[] = [];
  for (const octet of octets) {
    bits.push(false);
    let ones = 0;
    for (let i = 0; i < dataBits; i++) {
      const bit = ((octet >> i) & 1) === 1;
      if (bit) ones++;
      bits.push(bit);
    }
    if (format !== "8N1") bits.push(ones % 2 === 1);
    bits.push(true);
  }
  return bits;
}

export interface Received {
  readonly octet: number;
  /** Milliseconds after the burst began, at the middle of the stop bit. */
  readonly at: number;
}

export interface ReceiveOptions {
  /** Rate at which the bits were sent. */
  readonly senderBaud: number;
  readonly receiver: SerialSettings;
  /** What the system does with octets whose parity or stop bit is wrong: on-board ports drop them, many USB chips don't. */
  readonly damaged: "dropped" | "delivered";
}

/** Samples the middle of each bit at the receiver's rate, from the falling edge of a start bit on. */
export function receiveBits(bits: readonly boolean[], { senderBaud, receiver, damaged }: ReceiveOptions): Received[] {
  const bitMs = 1000 / receiver.baud;
  const senderMs = 1000 / senderBaud;
  const levelAt = (ms: number): boolean => bits[Math.floor(ms / senderMs)] ?? true;
  const dataBits = receiver.format === "7E1" ? 7 : 8;
  const received: Received[] = [];
  for (let at = nextEdge(bits, senderMs, 0); at !== undefined; ) {
    const sample = (place: number) => levelAt(at === undefined ? 0 : at + (place + 0.5) * bitMs);
    const start = at;
    if (sample(0)) {
      // Shorter than half a bit: a spike, no start.
      at = nextEdge(bits, senderMs, start + 0.5 * bitMs);
      continue;
    }
    let octet = 0;
    let ones = 0;
    for (let i = 0; i < dataBits; i++) {
      if (!sample(1 + i)) continue;
      octet |= 1 << i;
      ones++;
    }
    let place = 1 + dataBits;
    let isGood = true;
    if (receiver.format !== "8N1") isGood = sample(place++) === (ones % 2 === 1);
    isGood = sample(place) && isGood;
    const stop = start + (place + 0.5) * bitMs;
    if (isGood || damaged === "delivered") received.push({ octet, at: stop });
    at = nextEdge(bits, senderMs, stop);
  }
  return received;
}

/** When the line falls next, at `from` or later; undefined when it stays idle. */
function nextEdge(bits: readonly boolean[], senderMs: number, from: number): number | undefined {
  for (let i = Math.max(0, Math.ceil(from / senderMs)); i < bits.length; i++) {
    if (bits[i] === false && (bits[i - 1] ?? true)) return i * senderMs;
  }
  return undefined;
}

export interface UartLineOptions {
  /** The meter's own settings. */
  readonly sender: SerialSettings;
  /** What it says at each time. */
  readonly telegram: Uint8Array;
  readonly everyMs: number;
  readonly clock: Clock;
  readonly damaged?: "dropped" | "delivered";
  /** Told of each opening. */
  readonly opened?: (settings: SerialSettings) => void;
}

/** Opens the receiving end of a line on which a meter speaks in its own rhythm, opened or not. */
export function uartLine(options: UartLineOptions): OpenSerialLine {
  const { sender, telegram, everyMs, clock, damaged = "dropped" } = options;
  const bits = sendBits(telegram, sender);
  return (_port, receiver): Promise<SerialLine> => {
    options.opened?.(receiver);
    const burst = receiveBits(bits, { senderBaud: sender.baud, receiver, damaged });
    return Promise.resolve({
      listen: (heard, signal) => play(burst, everyMs, clock, heard, signal),
      close: () => Promise.resolve(),
    });
  };
}

/** A port hands over what came within so many milliseconds at once. */
const chunkMs = 50;

async function play(
  burst: readonly Received[],
  everyMs: number,
  clock: Clock,
  heard: (octets: Uint8Array) => void,
  signal: AbortSignal,
): Promise<void> {
  let from = clock.now();
  while (!signal.aborted) {
    await clock.pause(burst.length === 0 ? everyMs : chunkMs, signal);
    const to = clock.now();
    const due = dueBetween(burst, everyMs, from, to);
    if (due.length > 0 && !signal.aborted) heard(Uint8Array.from(due));
    from = to;
  }
}

function dueBetween(burst: readonly Received[], everyMs: number, from: number, to: number): number[] {
  const due: number[] = [];
  // The burst of the interval before may still be on its way.
  for (let began = (Math.floor(from / everyMs) - 1) * everyMs; began <= to; began += everyMs) {
    for (const { octet, at } of burst) if (began + at > from && began + at <= to) due.push(octet);
  }
  return due;
}
