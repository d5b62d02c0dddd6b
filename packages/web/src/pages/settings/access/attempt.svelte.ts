import { ApiProblem } from "../../../api/client.ts";

/** One request at a time, with what went wrong with the last one in words. */
export class Attempt {
  busy: boolean = $state(false);
  failure: string = $state("");

  /** True: it worked. */
  async make(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = "";
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.failure = error.message;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
