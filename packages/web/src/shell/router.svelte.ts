import { type Address, parseAddress } from "./address.ts";

/** Follows the address. */
export class Router {
  address: Address = $state.raw(parseAddress(location.hash));

  /** Until the returned function is called. */
  start(): () => void {
    const follow = () => {
      this.address = parseAddress(location.hash);
    };
    addEventListener("hashchange", follow);
    follow();
    return () => removeEventListener("hashchange", follow);
  }
}
