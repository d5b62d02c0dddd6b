import { ApiProblem } from "../../../api/client.ts";

/** One request at a time, with why the last one was refused. */
export class Attempt {
  busy: boolean = $state(false);
  failure: ApiProblem | undefined = $state.raw();

  /** True: it worked. */
  async make(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.failure = error;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
