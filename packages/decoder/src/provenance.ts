import type { Framing, Provenance } from "./events.ts";
import type { ScaleInUse } from "./reading/scale-book.ts";
import type { Message } from "./reassembly/reassembler.ts";
import type { CipheredApdu } from "./security/general-ciphering.ts";

export interface ProvenanceFields {
  readonly message: Message;
  readonly receivedAt: number | undefined;
  readonly profile: string | undefined;
  readonly ciphered: CipheredApdu | undefined;
  /** Hexadecimal. */
  readonly systemTitle: string | undefined;
  readonly scales: readonly ScaleInUse[] | undefined;
}

/** Where a reading came from. The octets are a view of the line's buffer, made when somebody asks for it. */
export class MessageProvenance implements Provenance {
  readonly framing: Framing;
  readonly receivedAt: number | undefined;
  readonly profile: string | undefined;
  readonly systemTitle: string | undefined;
  readonly invocationCounter: number | undefined;
  readonly securityControl: number | undefined;
  readonly scales: readonly ScaleInUse[] | undefined;
  readonly #message: Message;

  constructor({ message, receivedAt, profile, ciphered, systemTitle, scales }: ProvenanceFields) {
    this.#message = message;
    this.framing = message.framing;
    this.receivedAt = receivedAt;
    this.profile = profile;
    this.systemTitle = ciphered === undefined ? undefined : systemTitle;
    this.invocationCounter = ciphered?.invocationCounter;
    this.securityControl = ciphered?.securityControl;
    this.scales = scales;
  }

  get octets(): Uint8Array {
    return this.#message.octets;
  }
}
