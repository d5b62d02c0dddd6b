import type { Snapshot } from "./snapshot.ts";

/** What a server may ask for at any moment. */
export interface ServerContext {
  /** What may be told now; undefined where nothing may. */
  readonly snapshot: () => Snapshot | undefined;
  /** Told what the operator may want to know of a client. */
  readonly note: (words: string) => void;
}

/** One protocol of a virtual meter on one port. It may be opened again after it was closed. */
export interface VirtualMeterServer {
  /** Listens, and gives the port; rejects with SinkError. */
  open(): Promise<number>;
  /** A reading came that may be told. */
  heard(snapshot: Snapshot): void;
  /** From now on nothing may be told. */
  silenced(): void;
  /** Ends every connection and stops to listen. */
  close(): Promise<void>;
}
