import type { Diagnosis, Reading } from "@meter2mqtt/decoder";
import type { Source, SourceListener } from "../../src/sources/source.ts";

/** Writes down what a source tells. */
export class RecordingListener implements SourceListener {
  /** Statuses in order, with their errors: `waiting: nothing listens`. */
  readonly statuses: string[] = [];
  readonly chunks: { readonly octets: Uint8Array; readonly receivedAt: number | undefined }[] = [];
  readonly readings: { readonly reading: Reading; readonly receivedAt: number }[] = [];
  readonly diagnoses: Diagnosis[] = [];
  readonly sources: Source[] = [];
  restarts = 0;

  octets(octets: Uint8Array, receivedAt?: number): void {
    this.chunks.push({ octets, receivedAt });
  }

  restarted(): void {
    this.restarts++;
  }

  status(status: string, error?: string): void {
    this.statuses.push(error === undefined ? status : `${status}: ${error}`);
  }

  reading(reading: Reading, receivedAt: number): void {
    this.readings.push({ reading, receivedAt });
  }

  diagnosis(diagnosis: Diagnosis): void {
    this.diagnoses.push(diagnosis);
  }

  found(source: Source): void {
    this.sources.push(source);
  }

  get last(): string {
    return this.statuses.at(-1) ?? "";
  }

  /** All octets so far, as text. */
  get text(): string {
    return Buffer.concat(this.chunks.map((chunk) => chunk.octets)).toString("latin1");
  }
}
