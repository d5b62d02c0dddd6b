import { randomUUID } from "node:crypto";

interface Kept {
  readonly number: number;
  readonly text: string;
}

/** So much is kept for those whose connection breaks: some minutes of a busy gateway. */
const mostEvents = 1000;
const mostCharacters = 2_000_000;

/** The latest events of a stream, numbered, so that whoever missed some can have them. */
export class EventRing {
  /** Tells this stream from that of another start. */
  readonly #stream = randomUUID().slice(0, 8);
  readonly #kept: Kept[] = [];
  #characters = 0;
  #number = 0;

  /** Id of the latest event. */
  get lastId(): string {
    return `${this.#stream}-${this.#number}`;
  }

  /** Numbers an event and keeps it; gives it as it is sent. */
  add(text: string): string {
    this.#number++;
    const numbered = `id: ${this.lastId}\n${text}`;
    this.#kept.push({ number: this.#number, text: numbered });
    this.#characters += numbered.length;
    while (this.#kept.length > mostEvents || this.#characters > mostCharacters)
      this.#characters -= this.#kept.shift()?.text.length ?? 0;
    return numbered;
  }

  /** What came after an event, together; undefined where that is not known in full. */
  after(id: string): string | undefined {
    const [stream, number] = id.split("-");
    if (stream !== this.#stream || number === undefined || !/^\d{1,15}$/.test(number)) return undefined;
    const missed = Number(number);
    const first = this.#kept[0]?.number ?? this.#number + 1;
    if (missed > this.#number || missed < first - 1) return undefined;
    return this.#kept
      .filter((kept) => kept.number > missed)
      .map(({ text }) => text)
      .join("");
  }
}
