/** The part of a BroadcastChannel that is used. */
export interface TabChannel {
  onmessage: ((message: MessageEvent) => void) | null;
  postMessage(message: string): void;
  close(): void;
}

const opened = "stream opened";

/**
 * Browsers open six connections to a host without HTTP/2, for all tabs together, and each live stream is one: with too many tabs
 * no page would load any more. So tabs that nobody sees give theirs up when another tab opens one, and have it again once they are seen.
 */
export class OneStream {
  readonly #channel: TabChannel | undefined;

  /** `giveWay`: called where another tab has opened its stream. */
  constructor(giveWay: () => void, channel: TabChannel | undefined = browserChannel()) {
    this.#channel = channel;
    if (channel !== undefined)
      channel.onmessage = ({ data }) => {
        if (data === opened) giveWay();
      };
  }

  /** Tells the other tabs that this one has opened its stream. */
  tell(): void {
    this.#channel?.postMessage(opened);
  }

  close(): void {
    this.#channel?.close();
  }
}

function browserChannel(): TabChannel | undefined {
  return typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("meter2mqtt");
}
