/** Frames in a row that make noise on the line an unlikely reason. */
const several = 3;

/** Frames in a row that the keys did not open. */
export class FailureRun {
  #title = "";
  #frames = 0;
  #rising = true;
  #first = 0;
  #last = 0;

  /** The next frame that failed. */
  push(title: string, counter: number): void {
    if (title !== this.#title) this.end();
    if (this.#frames === 0) {
      this.#title = title;
      this.#first = counter;
    } else if (counter <= this.#last) this.#rising = false;
    this.#last = counter;
    this.#frames++;
  }

  /** A frame of this sender (of any, where none is named) was opened, or there are other keys. */
  end(title?: string): void {
    if (title !== undefined && title !== this.#title) return;
    this.#title = "";
    this.#frames = 0;
    this.#rising = true;
  }

  get isLong(): boolean {
    return this.#frames >= several;
  }

  /** Their counters go up frame by frame, which damaged ones would not do. */
  get isRising(): boolean {
    return this.#rising;
  }

  get frames(): number {
    return this.#frames;
  }

  get firstCounter(): number {
    return this.#first;
  }
}
