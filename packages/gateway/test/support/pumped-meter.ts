import type { VirtualMeterName } from "@meter2mqtt/simulator";
import { eventually } from "./eventually.ts";
import { framesOf } from "./played-gateway.ts";
import { TcpMeter } from "./tcp-meter.ts";

/** As fast as no meter is, and slow enough that each telegram is read by itself. */
const everyMs = 20;

/** A meter behind a TCP port that pushes telegram after telegram, each another one, and knows how many. */
export class PumpedMeter implements Disposable {
  readonly port: number;
  readonly #meter: TcpMeter;
  readonly #telegrams: readonly Uint8Array[];
  #sent = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(meter: TcpMeter, port: number, telegrams: readonly Uint8Array[]) {
    this.#meter = meter;
    this.port = port;
    this.#telegrams = telegrams;
  }

  static async start(model: VirtualMeterName, most = 1000): Promise<PumpedMeter> {
    const meter = new TcpMeter();
    const port = await meter.listen();
    return new PumpedMeter(
      meter,
      port,
      framesOf(model, most).map(({ octets }) => octets),
    );
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
    await eventually(`${enough} telegrams of port ${this.port}`, () => this.#sent >= enough, 30_000);
  }

  halt(): void {
    clearInterval(this.#timer);
  }

  [Symbol.dispose](): void {
    this.halt();
    this.#meter.close();
  }

  async #next(): Promise<void> {
    const telegram = this.#telegrams[this.#sent];
    if (telegram === undefined) throw new Error("more telegrams were wanted than were made");
    this.#sent++;
    await this.#meter.send(telegram);
  }
}
