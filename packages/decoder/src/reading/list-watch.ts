import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { say, type Words } from "../words/say.ts";
import { ListRhythm, leastPatience } from "./list-rhythm.ts";

/** What of a reading tells its list. */
export interface WatchedReading {
  readonly listVersion?: string;
  readonly objects: readonly { readonly obis?: string; readonly position?: number }[];
}

/** One list: what it holds, and how often it comes. */
interface List {
  readonly version: string | undefined;
  readonly codes: readonly string[];
  readonly firstFrame: number;
  readonly rhythm: ListRhythm;
  count: number;
  /** It was missed, and that was said. */
  isGone: boolean;
}

/** Meters send three lists, or four; a telegram whose lines were damaged looks like one more. */
const mostLists = 16;
/** A list that took another's place was seen so often: what came once may be damage. */
const leastOfNew = 3;
/** Readings between two looks at all lists: fewer than any patience. */
const checkEvery = 16;
const nothing: readonly Diagnosis[] = [];
/** Characters of codes in the evidence. */
const mostCodes = 400;

/**
 * Watches which lists a meter sends, and says once when one that came regularly comes no more: another took its place, or
 * what it held comes no more at all. A list whose longest gap is n readings is missed after 6 n, and after 24 at least; as
 * much time must have passed, so that neither an outage nor another list that comes more often looks like a change.
 *
 * A list that was seen before costs a look-up by its `key`, and a few numbers.
 */
export class ListWatch {
  #lists: List[] = [];
  #byKey = new WeakMap<object, List>();
  #lastKey: object | undefined;
  #last: List | undefined;
  #frame = 0;
  /** No list can be overdue before this frame. */
  #checkAt = 0;

  /**
   * A reading came. `key`: any object that stands for its list, the same one for the same list; without one the codes
   * are compared. `now`: epoch milliseconds of arrival, where known.
   */
  push(key: object | undefined, reading: WatchedReading, now: number | undefined): readonly Diagnosis[] {
    const frame = ++this.#frame;
    const time = now ?? Number.NaN;
    const same = key !== undefined && key === this.#lastKey ? this.#last : undefined;
    const list = same ?? this.#listOf(key, reading, frame, time);
    this.#last = list;
    this.#lastKey = key;
    if (list.count++ > 0) list.rhythm.push(frame, time);
    if (list.isGone) {
      list.isGone = false;
      list.rhythm.beMorePatient();
    }
    return frame < this.#checkAt ? nothing : this.#check(frame, time);
  }

  #listOf(key: object | undefined, reading: WatchedReading, frame: number, time: number): List {
    const known = key === undefined ? undefined : this.#byKey.get(key);
    const list = known ?? this.#find(reading, frame, time);
    if (key !== undefined && known === undefined) this.#byKey.set(key, list);
    return list;
  }

  /** What a list is called, or holds, was changed by us: everything is learned anew. */
  forget(): void {
    this.#lists = [];
    this.#forgetKeys();
    this.#checkAt = 0;
  }

  #forgetKeys(): void {
    this.#byKey = new WeakMap();
    this.#lastKey = undefined;
    this.#last = undefined;
  }

  #find({ listVersion, objects }: WatchedReading, frame: number, time: number): List {
    const known = this.#lists.findLast(({ version, codes }) => version === listVersion && holds(codes, objects));
    if (known !== undefined) return known;
    if (this.#lists.length >= mostLists) this.#forgetOne();
    const list: List = {
      version: listVersion,
      codes: objects.map(codeOf),
      firstFrame: frame,
      rhythm: new ListRhythm(frame, time),
      count: 0,
      isGone: false,
    };
    this.#lists.push(list);
    return list;
  }

  /** Of those without a rhythm the one not heard for longest; where all have one, of all. Made-up lists push out no real one. */
  #forgetOne(): void {
    const strangers = this.#lists.filter(({ rhythm }) => !rhythm.isRegular);
    const [first, ...others] = strangers.length > 0 ? strangers : this.#lists;
    if (first === undefined) return;
    const oldest = others.reduce((old, list) => (list.rhythm.lastFrame < old.rhythm.lastFrame ? list : old), first);
    this.#lists = this.#lists.filter((list) => list !== oldest);
    // Keys that stand for it must not bring it back.
    this.#forgetKeys();
  }

  #check(frame: number, time: number): readonly Diagnosis[] {
    const diagnoses: Diagnosis[] = [];
    let next = frame + checkEvery;
    for (const list of this.#lists) {
      const { rhythm, isGone } = list;
      // Most were heard a moment ago: nothing has to be worked out for them.
      const soonest = rhythm.lastFrame + leastPatience;
      const dueBy = soonest > frame ? soonest : rhythm.lastFrame + rhythm.patience;
      if (dueBy > frame) next = Math.min(next, dueBy);
      else if (!isGone && rhythm.isOverdue(frame, time)) {
        list.isGone = true;
        diagnoses.push(...this.#tell(list, frame));
      }
    }
    this.#checkAt = next;
    return diagnoses;
  }

  #tell(gone: List, frame: number): readonly Diagnosis[] {
    const after = this.#successorOf(gone);
    const alive = new Set(this.#lists.filter((list) => isAlive(list, frame)).flatMap(({ codes }) => codes));
    const vanished = gone.codes.filter((code) => !alive.has(code));
    const { lastFrame, lastTime } = gone.rhythm;
    const since = {
      ...(gone.version === undefined ? {} : { listBefore: gone.version }),
      countBefore: gone.codes.length,
      ...(Number.isNaN(lastTime) ? {} : { lastAt: new Date(lastTime).toISOString() }),
      readingsSince: frame - lastFrame,
    };
    const diagnoses: Diagnosis[] = [];
    if (after !== undefined) diagnoses.push(changed(gone, after, since));
    else if (vanished.length === 0) {
      diagnoses.push(createDiagnosis("profile/list-stopped", say("listStopped", placeOf(gone)), { evidence: since }));
    }
    if (vanished.length > 0) diagnoses.push(vanishedCodes(gone, after, vanished, since));
    return diagnoses;
  }

  /** The list that began when the other ended; of several, the one that has most in common with it. */
  #successorOf(gone: List): List | undefined {
    const isNew = ({ firstFrame, count }: List): boolean => firstFrame > gone.rhythm.lastFrame && count >= leastOfNew;
    const shared = ({ codes }: List): number => codes.filter((code) => gone.codes.includes(code)).length;
    const [best] = this.#lists.filter(isNew).toSorted((a, b) => shared(b) - shared(a) || b.count - a.count);
    return best;
  }
}

/** Its codes still come. */
function isAlive({ isGone, rhythm, count }: List, frame: number): boolean {
  if (isGone) return false;
  return rhythm.isRegular || count >= leastOfNew || frame - rhythm.lastFrame < leastPatience;
}

function holds(codes: readonly string[], objects: WatchedReading["objects"]): boolean {
  if (codes.length !== objects.length) return false;
  return objects.every((object, i) => codes[i] === codeOf(object));
}

function codeOf({ obis, position }: WatchedReading["objects"][number]): string {
  return obis ?? `position ${position}`;
}

function listAfter({ version, codes }: List): Diagnosis["evidence"] {
  return { ...(version === undefined ? {} : { listAfter: version }), countAfter: codes.length };
}

function changed(before: List, after: List, since: Diagnosis["evidence"]): Diagnosis {
  const added = after.codes.filter((code) => !before.codes.includes(code));
  const removed = before.codes.filter((code) => !after.codes.includes(code));
  const words = say("listChanged", {
    ...placeOf(before),
    ...(after.version === undefined ? {} : { newVersion: after.version }),
    newCount: after.codes.length,
    added: added.length,
    removed: removed.length,
  });
  const evidence = {
    ...since,
    ...listAfter(after),
    codesAdded: shortened(added),
    codesRemoved: shortened(removed),
  };
  return createDiagnosis("profile/list-changed", words, { evidence });
}

function vanishedCodes(
  before: List,
  after: List | undefined,
  codes: readonly string[],
  since: Diagnosis["evidence"],
): Diagnosis {
  const evidence = { ...since, ...(after === undefined ? {} : listAfter(after)), codes: shortened(codes) };
  return createDiagnosis("profile/code-vanished", vanishedWords(before, after, codes), { evidence });
}

function vanishedWords(before: List, after: List | undefined, codes: readonly string[]): Words {
  const [code] = codes;
  if (codes.length === 1 && code !== undefined)
    return after === undefined
      ? say("codeVanished", { code, ...placeOf(before) })
      : say("codeVanishedAtChange", { code });
  return after === undefined
    ? say("codesVanished", { codes: codes.length, ...placeOf(before) })
    : say("codesVanishedAtChange", { codes: codes.length });
}

/** What a sentence says of a list. */
function placeOf({ version, codes }: List): { readonly version?: string; readonly count: number } {
  return { ...(version === undefined ? {} : { version }), count: codes.length };
}

function shortened(codes: readonly string[]): string {
  const text = codes.join(" ");
  return text.length <= mostCodes ? text : `${text.slice(0, mostCodes)}…`;
}
