import { canMakeCode } from "./bytes/code-maker.ts";
import { EventList } from "./bytes/event-list.ts";
import { ClockWatch } from "./clock-watch.ts";
import { type ApduContext, type ApduResult, decodeApdu, decodeSml, type NewPlan } from "./decode-apdu.ts";
import { createDiagnosis, type Diagnosis } from "./diagnosis.ts";
import type { DecodeEvent, LineCounters, Provenance } from "./events.ts";
import type { ExpectedFrame } from "./framing/expected-frame.ts";
import type { Frame } from "./framing/frame.ts";
import { FrameFinder, type LineOctets } from "./framing/frame-finder.ts";
import { noneFound } from "./framing/splitter.ts";
import { limits } from "./limits.ts";
import { type Foreseen, LinePlans } from "./line-plans.ts";
import { vendorProfiles } from "./profiles/match.ts";
import type { VendorProfile } from "./profiles/profile.ts";
import { FrameProvenance, MessageProvenance, SealedProvenance } from "./provenance.ts";
import { EvidenceClock } from "./reading/evidence-clock.ts";
import { ListWatch } from "./reading/list-watch.ts";
import { type ClockContext, chooseZone } from "./reading/meter-clock.ts";
import type { Reading } from "./reading/reading.ts";
import { ScaleBook, type ScaleDecision, type ScaleInUse, type ScaleOverrides } from "./reading/scale-book.ts";
import { countryOfZone } from "./reading/zone-country.ts";
import { concat } from "./reassembly/assembly.ts";
import { hasLlc, Message, Reassembler, type ReassemblyEvent } from "./reassembly/reassembler.ts";
import type { AesGcm } from "./security/aes-gcm.ts";
import { nobleAesGcm } from "./security/aes-gcm-noble.ts";
import type { AcceptedFrame } from "./security/counter-window.ts";
import { keyMissingForPart } from "./security/key-for-part.ts";
import type { KeySet } from "./security/keys.ts";
import type { SealedApdu } from "./security/sealed-apdu.ts";
import { type RememberedSender, SenderWatch } from "./security/sender-watch.ts";
import { say } from "./words/say.ts";
import type { ZoneRules } from "./zone-rules.ts";

export interface MeterDecoderOptions {
  readonly zoneRules: ZoneRules;
  /** IANA zone of the meter. Without it: its country's, the host's unless that is UTC, then Europe/Berlin. */
  readonly zone?: string | undefined;
  /** ISO 3166 country of the meter; taken from the zone where that lies in one country. */
  readonly country?: string | undefined;
  readonly keys?: KeySet | undefined;
  /** The user's own profiles: tried before the built-in ones. */
  readonly profiles?: readonly VendorProfile[] | undefined;
  /** Whether the profiles that come with the decoder are used. Default: true. */
  readonly builtInProfiles?: boolean | undefined;
  /** Scales that the user has set, for values that come without one. They hold for all meters of the line. */
  readonly scales?: ScaleOverrides | undefined;
  /** AES-GCM of the platform; pure JavaScript where none is given. */
  readonly aesGcm?: AesGcm | undefined;
  /** `live`: a line; `file`: a capture, which may also be a bare APDU or another reader's dump. Default: live. */
  readonly input?: "live" | "file" | undefined;
  /**
   * What happens to frames whose invocation counter does not go up: a line refuses them where their tag was verified, and
   * else reports them; a capture may hold frames in any order. Default: as the input is.
   */
  readonly replays?: "refuse" | "accept" | undefined;
  /**
   * Whether code of a few lines may be made at run time for each kind of frame, which reads the later ones faster. A page
   * whose policy forbids that says no: a mere try is reported there. Default: true.
   */
  readonly mayMakeCode?: boolean | undefined;
}

/** Octets of one line in, readings and diagnoses out. Nothing that a meter sends makes it throw. */
export interface MeterDecoder {
  /**
   * `octets` may be kept, as what a reading came from: nobody writes over them later. `now`: epoch milliseconds at which they
   * arrived; undefined where that is not known.
   */
  push(octets: Uint8Array, now?: number): DecodeEvent[];
  /** To be called now and then (once a second will do): a line that pauses ends what was begun. */
  idle(now: number): DecodeEvent[];
  /** The stream ended. */
  end(now?: number): DecodeEvent[];
  /** Holds from the next frame on. */
  setKeys(keys: KeySet): void;
  /** The user's own profiles. They hold from the next frame on. */
  setProfiles(profiles: readonly VendorProfile[]): void;
  /** Scales that were decided before, by another decoder. They hold from the next frame on. */
  setScales(decided: readonly ScaleDecision[]): void;
  /** What earlier runs know of senders, so that their old frames stay refused. It holds from the next frame on. */
  setSenders(remembered: readonly RememberedSender[]): void;
  /** The verified frame of a system title (hexadecimal, lower case) that moved its replay window last. */
  acceptedFrame(systemTitle: string): AcceptedFrame | undefined;
  /** The user confirms that a meter counts anew: its next frame is accepted, whatever its counter. */
  restartCounter(systemTitle: string): void;
  /** Scales that evidence has decided so far. There may be news when a reading's provenance holds other `scales`. */
  readonly decidedScales: readonly ScaleDecision[];
  readonly counters: Readonly<LineCounters>;
}

export function createMeterDecoder(options: MeterDecoderOptions): MeterDecoder {
  return new Pipeline(options);
}

type ObservedResult = Pick<ApduResult, "byPlan" | "clock" | "usedZone" | "unscaled">;

/** First octets of an APDU that may stand in a file without any frame around it. */
const bareTags: ReadonlySet<number> = new Set([0x0f, 0xdb, 0xdc]);
/** As long as a short frame or two: so much noise on a line is no rest of a frame that began before we listened. */
const noiseWithoutFrame = 512;

/** What is said of a message whose end is missing. */
const cutCodes: ReadonlySet<string> = new Set(["frame/truncated", "reassembly/incomplete"]);

class Pipeline implements MeterDecoder {
  readonly counters: LineCounters = { octets: 0, frames: 0, damagedFrames: 0, noiseOctets: 0, readings: 0 };
  readonly #finder = new FrameFinder({
    frame: (frame) => this.#frame(frame),
    expected: (frame, line, from, kept, keptFrom) => this.#expected(frame, line, from, kept, keptFrom),
    damage: (diagnosis, octets) => {
      this.counters.damagedFrames++;
      this.#damage(diagnosis, octets);
    },
    noise: (octetCount) => this.#noise(octetCount),
  });
  readonly #reassembler = new Reassembler();
  readonly #live: boolean;
  readonly #senders: SenderWatch;
  /** Undefined where they can't be made. */
  readonly #plans: LinePlans | undefined;
  readonly #lists = new ListWatch();
  readonly #scales: ScaleBook;
  readonly #evidenceClock = new EvidenceClock();
  #context: ApduContext;
  /** The same for frames that arrive: the next ones are like them. */
  #lineContext: ApduContext;
  /** Octets of a file that begins like a bare APDU (or is too short to tell), until its end decides. */
  #bare: Uint8Array[] | undefined;
  #beginsBare: boolean | undefined;
  readonly #clocks = new ClockWatch(() => this.#context.clock(undefined).zone);
  readonly #events = new EventList<DecodeEvent>();
  /** Epoch milliseconds of the present call, where known. */
  #now: number | undefined;
  #noiseSinceFrame = 0;
  #spoke = false;

  constructor(options: MeterDecoderOptions) {
    this.#live = options.input !== "file";
    if (!this.#live) this.#bare = [];
    const country = options.country ?? (options.zone === undefined ? undefined : countryOfZone(options.zone));
    const counters = (options.replays ?? (this.#live ? "refuse" : "accept")) === "refuse";
    this.#senders = new SenderWatch({ keys: options.keys ?? {}, counters });
    this.#scales = new ScaleBook(options.scales);
    if ((options.mayMakeCode ?? true) && canMakeCode()) this.#plans = new LinePlans(this.#finder);
    this.#context = {
      keys: options.keys ?? {},
      aesGcm: options.aesGcm ?? nobleAesGcm,
      live: this.#live,
      country,
      clock: (profile): ClockContext => ({
        rules: options.zoneRules,
        zone: chooseZone(options.zoneRules, options.zone, country ?? profile?.country),
        profileRule: profile?.clock,
      }),
      profiles: { user: options.profiles ?? [], builtIn: options.builtInProfiles === false ? [] : vendorProfiles },
      senders: this.#senders,
      tagSeen: (systemTitle) => this.#senders.tagSeen(systemTitle),
      scales: this.#scales,
    };
    this.#lineContext = { ...this.#context, plans: this.#plans?.book };
  }

  setKeys(keys: KeySet): void {
    this.#senders.setKeys(keys);
    this.#setContext({ ...this.#context, keys });
  }

  #setContext(context: ApduContext): void {
    this.#context = context;
    this.#lineContext = { ...context, plans: this.#plans?.book };
  }

  setProfiles(user: readonly VendorProfile[]): void {
    const { builtIn } = this.#context.profiles;
    this.#setContext({ ...this.#context, profiles: { user, builtIn } });
    this.#plans?.forget();
    this.#lists.forget();
  }

  setScales(decided: readonly ScaleDecision[]): void {
    this.#scales.setDecided(decided);
  }

  setSenders(remembered: readonly RememberedSender[]): void {
    this.#senders.restore(remembered);
  }

  acceptedFrame(systemTitle: string): AcceptedFrame | undefined {
    return this.#senders.accepted(systemTitle);
  }

  restartCounter(systemTitle: string): void {
    this.#senders.restartCounter(systemTitle);
  }

  get decidedScales(): readonly ScaleDecision[] {
    return this.#scales.decided;
  }

  push(octets: Uint8Array, now?: number): DecodeEvent[] {
    this.counters.octets += octets.length;
    this.#now = now;
    if (this.#bare === undefined) this.#finder.push(octets, now);
    else {
      this.#bare.push(octets.slice());
      if (this.#mayBeBare(this.#bare)) return [];
      const held = concat(this.#bare);
      this.#bare = undefined;
      this.#finder.push(held, now);
    }
    return this.#events.take();
  }

  /** Four octets tell how a file begins, however it is cut into chunks. Too long for an APDU: a stream after all. */
  #mayBeBare(held: readonly Uint8Array[]): boolean {
    if (this.counters.octets < 4) return true;
    this.#beginsBare ??= startsBare(concat(held));
    return this.#beginsBare && this.counters.octets <= limits.apdu;
  }

  idle(now: number): DecodeEvent[] {
    this.#now = now;
    this.#finder.idle(now);
    this.#reassembled(this.#reassembler.idle(now), now);
    return this.#events.take();
  }

  end(now?: number): DecodeEvent[] {
    this.#now = now;
    if (this.#bare !== undefined) this.#endBare(this.#bare, now);
    this.#finder.end();
    this.#reassembled(this.#reassembler.end(), now);
    if (!this.#spoke) this.#diagnose(noneFound(this.counters.octets), new Uint8Array(0));
    return this.#events.take();
  }

  /** A frame like one before it is read by its plan. */
  #expected(expected: ExpectedFrame, line: LineOctets, from: number, kept: Uint8Array, keptFrom: number): void {
    const now = this.#now;
    const foreseen = now === undefined || this.#reassembler.isOpen ? undefined : this.#plans?.foreseen(expected);
    if (foreseen?.sealed !== undefined) return this.#expectedSealed(foreseen, foreseen.sealed, kept, keptFrom);
    const plan = foreseen?.plan;
    const reading =
      foreseen === undefined ? undefined : plan?.read(line.octets, line.view, from + foreseen.headerOctets);
    if (now === undefined || plan === undefined || reading === undefined)
      return this.#frame(expected.frameAt({ octets: kept, from: keptFrom }));
    this.counters.frames++;
    this.#noiseSinceFrame = 0;
    const source = new FrameProvenance(expected, { octets: kept, from: keptFrom }, now, plan.profile);
    const note = this.#senders.judgePlain();
    if (note !== undefined) this.#diagnose(note, source.octets);
    source.scales = this.#observe(plan, reading, source, now);
    this.#tell(reading, source);
  }

  /** The same of one that is ciphered. Where anything but its counter is to be told of the ciphering, it goes the whole way. */
  #expectedSealed(foreseen: Foreseen, sealed: SealedApdu, kept: Uint8Array, keptFrom: number): void {
    const now = this.#now;
    const opened = now === undefined ? undefined : this.#plans?.open(foreseen, sealed, this.#lineContext);
    const reading = opened?.plan.read(opened.placed.octets, opened.placed.view, 0);
    if (now === undefined || opened === undefined || reading === undefined)
      return this.#frame(foreseen.frame.frameAt({ octets: kept, from: keptFrom }));
    const { plan } = opened;
    reading.authenticated = true;
    this.counters.frames++;
    this.#noiseSinceFrame = 0;
    const source = new SealedProvenance(
      foreseen.frame,
      sealed,
      { octets: kept, from: keptFrom },
      { receivedAt: now, profile: plan.profile },
    );
    const verdict = this.#senders.judgeSealed(sealed, reading, plan, now);
    if (verdict !== undefined) {
      for (const diagnosis of verdict.diagnoses) this.#diagnose(diagnosis, source.octets);
      if (verdict.refused) return;
    }
    source.scales = this.#observe(plan, reading, source, now);
    this.#tell(reading, source);
  }

  #frame(frame: Frame): void {
    const now = this.#now;
    this.counters.frames++;
    this.#noiseSinceFrame = 0;
    const whole = this.#reassembler.whole(frame);
    if (whole !== undefined) this.#message(whole, now);
    else this.#reassembled(this.#reassembler.push(frame, now), now);
  }

  /** A line that brings octets and no frame says so, again and again while it lasts. */
  #noise(octetCount: number): void {
    this.#events.add({ kind: "noise", octetCount });
    this.counters.noiseOctets += octetCount;
    this.#noiseSinceFrame += octetCount;
    if (!this.#live || this.#noiseSinceFrame < noiseWithoutFrame) return;
    this.#diagnose(noneFound(this.#noiseSinceFrame), new Uint8Array(0));
    this.#noiseSinceFrame = 0;
  }

  #reassembled(reassembled: readonly ReassemblyEvent[], now: number | undefined): void {
    for (const event of reassembled) {
      if (event.kind === "message") this.#message(event.message, now);
      else this.#damage(event.diagnosis, event.octets);
    }
  }

  /** Of a ciphered message that was cut, the key may be missing as well. */
  #damage(diagnosis: Diagnosis, octets: Uint8Array): void {
    this.#diagnose(diagnosis, octets);
    if (!cutCodes.has(diagnosis.code) || this.#context.keys.encryptionKey !== undefined) return;
    const missing = keyMissingForPart(octets);
    if (missing !== undefined) this.#diagnose(missing, octets);
  }

  #message(message: Message, now: number | undefined): void {
    const planned = now === undefined ? undefined : this.#plans?.decode(message, this.#lineContext);
    if (planned !== undefined) return this.#report(planned, message, now);
    const context = now === undefined ? this.#context : this.#lineContext;
    const result = message.framing === "sml" ? decodeSml(message.apdu) : decodeApdu(message.apdu, context);
    this.#report(result, message, now);
  }

  #report(decoded: ApduResult, message: Message, now: number | undefined): void {
    const result = this.#watch(decoded, now);
    const { reading, profile, ciphered } = result;
    for (const diagnosis of message.notes) this.#diagnose(diagnosis, message.octets);
    for (const diagnosis of result.diagnoses) this.#diagnose(diagnosis, message.octets);
    if (reading === undefined) return;
    const scales = this.#observe(result, reading, message, now);
    const told = this.#keep(result.plan, message, reading);
    const { systemTitle } = reading;
    const origin = { receivedAt: now, profile, ciphered, systemTitle, scales };
    this.#tell(told, new MessageProvenance(message, origin));
  }

  #tell(reading: Reading, source: Provenance): void {
    this.counters.readings++;
    this.#spoke = true;
    this.#events.add({ kind: "reading", reading, source });
  }

  #keep(plan: NewPlan | undefined, message: Message, reading: Reading): Reading {
    return (plan === undefined ? undefined : this.#plans?.keep(plan, message, reading)) ?? reading;
  }

  /** Sees a frame in the row of those before it: a replay gives no reading, a verdict on keys may change. */
  #watch(decoded: ApduResult, now: number | undefined): ApduResult {
    const verdict = this.#senders.judge(decoded, now);
    if (verdict === undefined) return decoded;
    const { reading, ...rest } = decoded;
    const { refused, diagnoses } = verdict;
    return { ...rest, ...(refused || reading === undefined ? {} : { reading }), diagnoses };
  }

  /** Sees a reading that counts in the row of those before it. Its values without a scaler are evidence of their scale. */
  #observe(
    { byPlan, clock, usedZone, unscaled }: ObservedResult,
    reading: Reading,
    carrier: { readonly octets: Uint8Array },
    now: number | undefined,
  ): readonly ScaleInUse[] | undefined {
    for (const diagnosis of this.#lists.push(byPlan, reading, now)) this.#diagnose(diagnosis, carrier.octets);
    for (const diagnosis of this.#clocks.judge({ clock, usedZone }, reading.timestamp, now))
      this.#diagnose(diagnosis, carrier.octets);
    if (unscaled === undefined) return undefined;
    const { diagnoses, inUse } = unscaled.observe(reading, this.#evidenceClock.timeOf(clock, now));
    for (const diagnosis of diagnoses) this.#diagnose(diagnosis, carrier.octets);
    return inUse.length === 0 ? undefined : inUse;
  }

  /** A file that begins like an APDU: one or several of them without frames, then what the splitter finds behind them. */
  #endBare(parts: readonly Uint8Array[], now: number | undefined): void {
    this.#bare = undefined;
    let rest = concat(parts);
    while (startsBare(rest)) {
      const llc = hasLlc(rest) ? 3 : 0;
      const result = decodeApdu(rest.subarray(llc), this.#context);
      const whole = rest.subarray(0, llc + result.length);
      const place = { buffer: rest, from: llc, to: rest.length };
      const before = this.#events.take();
      this.#report(result, new Message("apdu", place, whole, []), now);
      const own = this.#events.take();
      for (const event of before) this.#events.add(event);
      if (!own.some(speaksOfApdu)) return this.#endOther(rest, own, result.isCut === true, now);
      for (const event of own) this.#events.add(event);
      rest = rest.subarray(whole.length);
    }
    this.#splitAll(rest, now);
  }

  /** No APDU after all, unless there is no frame either. `own`: what was said of it as of an APDU. */
  #endOther(octets: Uint8Array, own: readonly DecodeEvent[], isCut: boolean, now: number | undefined): void {
    const before = this.#events.take();
    this.#splitAll(octets, now);
    const framed = this.#events.take();
    const isFramed = framed.some((event) => event.kind === "reading");
    for (const event of [...before, ...(isFramed ? framed : own)]) this.#events.add(event);
    if (!isFramed && isCut) this.#damage(messageCut(octets.length), octets);
  }

  #splitAll(octets: Uint8Array, now: number | undefined): void {
    this.#finder.push(octets, now);
    this.#finder.end();
  }

  #diagnose(diagnosis: Diagnosis, octets: Uint8Array): void {
    this.#spoke = true;
    this.#events.add({ kind: "diagnosis", diagnosis, octets });
  }
}

/** Whether a file begins like an APDU, with an LLC header or without. */
export function startsBare(octets: Uint8Array): boolean {
  return bareTags.has(octets[hasLlc(octets) ? 3 : 0] ?? -1);
}

function messageCut(octetCount: number): Diagnosis {
  const evidence = { seen: octetCount };
  return createDiagnosis("frame/truncated", say("messageCut", evidence), { evidence });
}

/** A reading, or a verdict on a ciphering header that is one. */
function speaksOfApdu(event: DecodeEvent): boolean {
  if (event.kind !== "diagnosis") return event.kind === "reading";
  const { code } = event.diagnosis;
  return code.startsWith("security/") && code !== "security/malformed";
}
