/** What the stub of `navigator.serial` plays. */
export interface PlayedLine {
  /** Rate and format at which the octets can be read: at others they arrive as rubbish. */
  readonly baud: number;
  readonly parity: "none" | "even";
  /** Hexadecimal, frame after frame; after the last one it begins anew. */
  readonly frames: readonly string[];
}

/** Actions that the test takes on the line, on `window`. */
export interface PlayedWindow {
  unplug(): void;
  overrun(): void;
  readonly opened: readonly string[];
}

/**
 * Runs in the page before its own script: a `navigator.serial` with one port, whose octets come in small chunks as an
 * adapter brings them. Of its own, since the page has nothing of this module.
 */
export function stubSerial(line: PlayedLine): void {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let stream: ReadableStream<Uint8Array> | null = null;
  let gone = false;
  const opened: string[] = [];
  const chunkOctets = 40;
  const octets = line.frames.map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

  const begin = (isRight: boolean): void => {
    let frame = 0;
    let at = 0;
    stream = new ReadableStream<Uint8Array>({
      start(given) {
        controller = given;
      },
      cancel() {
        clearInterval(timer);
        stream = null;
      },
    });
    clearInterval(timer);
    timer = setInterval(() => {
      const current = octets[frame % octets.length] ?? new Uint8Array(0);
      const chunk = current.slice(at, at + chunkOctets);
      at += chunkOctets;
      if (at >= current.length + pauseOctets) {
        frame++;
        at = 0;
      }
      if (chunk.length > 0) controller?.enqueue(isRight ? chunk : chunk.map((octet) => (octet * 7 + 13) & 0xff));
    }, 10);
  };
  // As long as octets that a line's pause would have room for: decoders tell frames by it.
  const pauseOctets = 2400;

  const port = {
    get readable() {
      return stream;
    },
    open(options: { baudRate: number; parity?: string }): Promise<void> {
      if (gone) return Promise.reject(new DOMException("Failed to open serial port.", "NetworkError"));
      opened.push(`${options.baudRate} ${options.parity}`);
      begin(options.baudRate === line.baud && options.parity === line.parity);
      return Promise.resolve();
    },
    close(): Promise<void> {
      clearInterval(timer);
      stream = null;
      return Promise.resolve();
    },
  };
  const fail = (name: string): void => {
    clearInterval(timer);
    const broken = controller;
    if (name === "NetworkError") {
      gone = true;
      stream = null;
    } else begin(true);
    broken?.error(new DOMException("the line failed", name));
  };
  Object.defineProperty(navigator, "serial", { value: { requestPort: () => Promise.resolve(port) } });
  Object.assign(window, { opened, unplug: () => fail("NetworkError"), overrun: () => fail("BufferOverrunError") });
}
