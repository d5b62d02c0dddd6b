import { ApiProblem, getJson } from "../api/client.ts";

const mark = "meter2mqtt.reloaded";
/** Where it did not help it is not done again so soon. */
const restMilliseconds = 60_000;

/** The part of a window that is used. */
export interface Reloadable {
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem">;
  readonly location: { reload(): void };
}

/**
 * A file of the page could not be loaded: the gateway was away, or it is a newer one now, whose files have other names. Some
 * browsers never try such a file again, so everything is loaded anew; not while the gateway is away, as nothing would be left then.
 */
export async function reloadOnce(
  now: number,
  view: Reloadable = window,
  isThere: () => Promise<boolean> = gatewayAnswers,
): Promise<void> {
  const before = Number(view.sessionStorage.getItem(mark) ?? Number.NaN);
  const isTooSoon = now >= before && now - before < restMilliseconds;
  if (isTooSoon || !(await isThere())) return;
  view.sessionStorage.setItem(mark, String(now));
  view.location.reload();
}

async function gatewayAnswers(): Promise<boolean> {
  try {
    await getJson("api/v1/session", (answer): answer is unknown => answer !== undefined);
    return true;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return false;
  }
}
