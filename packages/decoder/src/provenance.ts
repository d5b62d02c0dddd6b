import type { Framing, Provenance } from "./events.ts";
import type { ExpectedFrame } from "./framing/expected-frame.ts";
import type { FramePlace } from "./framing/frame.ts";
import type { ScaleInUse } from "./reading/scale-book.ts";
import type { CipheredApdu } from "./security/general-ciphering.ts";
import type { SealedApdu } from "./security/sealed-apdu.ts";

/** What is known of a reading's origin beside the octets that brought it. */
export interface Origin {
  readonly receivedAt: number | undefined;
  readonly profile: string | undefined;
  readonly ciphered: CipheredApdu | undefined;
  /** Hexadecimal. */
  readonly systemTitle: string | undefined;
  readonly scales: readonly ScaleInUse[] | undefined;
}

/** What brought a reading: a message of one frame or of several. */
interface Carrier {
  readonly framing: Framing;
  readonly octets: Uint8Array;
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
  readonly #carrier: Carrier;

  constructor(carrier: Carrier, { receivedAt, profile, ciphered, systemTitle, scales }: Origin) {
    this.#carrier = carrier;
    this.framing = carrier.framing;
    this.receivedAt = receivedAt;
    this.profile = profile;
    this.systemTitle = ciphered === undefined ? undefined : systemTitle;
    this.invocationCounter = ciphered?.invocationCounter;
    this.securityControl = ciphered?.securityControl;
    this.scales = scales;
  }

  get octets(): Uint8Array {
    return this.#carrier.octets;
  }
}

/** The same of an expected frame, which carries a whole plain message. */
export class FrameProvenance implements Provenance {
  readonly framing: Framing;
  readonly receivedAt: number;
  readonly profile: string | undefined;
  scales: readonly ScaleInUse[] | undefined;
  readonly #buffer: Uint8Array;
  readonly #from: number;
  readonly #to: number;
  #octets: Uint8Array | undefined;

  constructor({ framing, length }: ExpectedFrame, place: FramePlace, receivedAt: number, profile: string | undefined) {
    this.framing = framing;
    this.receivedAt = receivedAt;
    this.profile = profile;
    this.scales = undefined;
    this.#buffer = place.octets;
    this.#from = place.from;
    this.#to = place.from + length;
    this.#octets = undefined;
  }

  /** The same object each time. */
  get octets(): Uint8Array {
    this.#octets ??= this.#buffer.subarray(this.#from, this.#to);
    return this.#octets;
  }
}

/** The same of an expected frame that carries a ciphered message. Not one class with the other: plain lists have less to keep. */
export class SealedProvenance implements Provenance {
  readonly framing: Framing;
  readonly receivedAt: number;
  readonly profile: string | undefined;
  readonly systemTitle: string;
  readonly invocationCounter: number;
  readonly securityControl: number;
  scales: readonly ScaleInUse[] | undefined;
  readonly #buffer: Uint8Array;
  readonly #from: number;
  readonly #to: number;
  #octets: Uint8Array | undefined;

  constructor(frame: ExpectedFrame, sealed: SealedApdu, place: FramePlace, { receivedAt, profile }: Arrival) {
    this.framing = frame.framing;
    this.receivedAt = receivedAt;
    this.profile = profile;
    this.systemTitle = sealed.title;
    this.invocationCounter = sealed.invocationCounter;
    this.securityControl = sealed.securityControl;
    this.scales = undefined;
    this.#buffer = place.octets;
    this.#from = place.from;
    this.#to = place.from + frame.length;
    this.#octets = undefined;
  }

  /** The same object each time. */
  get octets(): Uint8Array {
    this.#octets ??= this.#buffer.subarray(this.#from, this.#to);
    return this.#octets;
  }
}

type Arrival = Pick<FrameProvenance, "receivedAt" | "profile">;
