import { parseHex } from "@meter2mqtt/decoder";
import { createVirtualMeter, type VirtualMeterName } from "@meter2mqtt/simulator";
import { eventually } from "./eventually.ts";
import { keyTexts } from "./played-gateway.ts";
import { TcpMeter } from "./tcp-meter.ts";

/** As fast as no meter is, and slow enough that each telegram is read by itself. */
const everyMs = 20;

/** A meter behind a TCP port that pushes telegram after telegram, each another one, and knows how many. */
export class PumpedMeter implements Disposable {
  readonly port: number;
  readonly #meter: TcpMeter;
  readonly #virtual: ReturnType<typeof createVirtualMeter>;
  #sent = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(meter: TcpMeter, port: number, virtual: ReturnType<typeof createVirtualMeter>) {
    this.#meter = meter;
    this.port = port;
    this.#virtual = virtual;
  }

  /** Ciphered telegrams are under the made-up keys. */
  static async start(model: VirtualMeterName): Promise<PumpedMeter> {
    const meter = new TcpMeter();
    const keys = { encryptionKey: keyOf("encryptionKey"), authenticationKey: keyOf("authenticationKey") };
    return new PumpedMeter(meter, await meter.listen(), createVirtualMeter(model, { start: Date.now(), keys }));
  }

  get sent(): number {
    return this.#sent;
  }

  /** Begins as soon as somebody reads. */
  async pump(): Promise<void> {
    await this.#next();
    this.#timer = setInterval(() => void this.#next(), everyMs);
  }

  /** Waits until so many more were sent. */
  async more(count: number): Promise<void> {
    const enough = this.#sent + count;
    await eventually(`${enough} telegrams of port ${this.port}`, () => this.#sent >= enough);
  }

  halt(): void {
    clearInterval(this.#timer);
  }

  [Symbol.dispose](): void {
    this.halt();
    this.#meter.close();
  }

  async #next(): Promise<void> {
    this.#sent++;
    await this.#meter.send(this.#virtual.next().octets);
  }
}

function keyOf(name: keyof typeof keyTexts): Uint8Array {
  return parseHex(keyTexts[name]) ?? new Uint8Array();
}
