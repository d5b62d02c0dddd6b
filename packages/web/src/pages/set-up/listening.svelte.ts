import { ApiProblem } from "../../api/client.ts";
import { askDetection, beginDetection, type Detection, type DetectPlace, stopDetection } from "./set-up-api.ts";

const askEveryMs = 500;
const listenSeconds = 60;

/** Listens on a line by way of the gateway, and keeps what it says. */
export class Listening {
  answer: Detection | undefined = $state.raw();
  failure: ApiProblem | undefined = $state.raw();
  busy: boolean = $state(false);
  /** Another search, or none, is what counts now. */
  #current: symbol | undefined;

  async begin(place: DetectPlace): Promise<void> {
    const own = Symbol("listening");
    await this.stop();
    this.#current = own;
    this.answer = undefined;
    this.failure = undefined;
    this.busy = true;
    try {
      let answer = await beginDetection(place, listenSeconds);
      while (this.#current === own) {
        this.answer = answer;
        if (answer.state !== "searching" && answer.state !== "listening") break;
        await new Promise((resolve) => setTimeout(resolve, askEveryMs));
        answer = await askDetection(answer.id);
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (this.#current === own) this.failure = error;
    } finally {
      if (this.#current === own) this.busy = false;
    }
  }

  /** Ends a search that goes on. What was heard stays. */
  async stop(): Promise<void> {
    const { answer, busy } = this;
    this.#current = undefined;
    this.busy = false;
    if (!busy || answer === undefined) return;
    try {
      await stopDetection(answer.id);
    } catch (error) {
      // It has ended meanwhile, or the gateway is away: there is nothing left to stop.
      if (!(error instanceof ApiProblem)) throw error;
    }
  }

  forget(): void {
    void this.stop();
    this.answer = undefined;
    this.failure = undefined;
  }
}
