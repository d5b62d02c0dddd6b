import type { ServerResponse } from "node:http";
import type { Identity } from "./doors/route-access.ts";

/** Places at a stream. Who looks without a login has half of them at most: strangers can't take the owner's. */
export class StreamPlaces {
  readonly #most: number;
  readonly #taken = new Set<ServerResponse>();
  readonly #byStrangers = new Set<ServerResponse>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a place until the response ends; false where none is left for `identity`. */
  take(response: ServerResponse, identity: Identity | undefined): boolean {
    const isStranger = identity?.kind === "nobody";
    if (this.#taken.size >= this.#most || (isStranger && this.#byStrangers.size >= this.#most / 2)) return false;
    this.#taken.add(response);
    if (isStranger) this.#byStrangers.add(response);
    response.on("close", () => {
      this.#taken.delete(response);
      this.#byStrangers.delete(response);
    });
    return true;
  }
}
