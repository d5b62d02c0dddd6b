import { parseHex } from "@meter2mqtt/decoder";
import { ApiProblem, type Guard, getJson } from "../../api/client.ts";

/** A frame that the gateway has kept. */
export interface KeptFrame {
  readonly id: string;
  readonly receivedAt: string;
  readonly source: string;
  readonly octets: Uint8Array;
}

/** `gone`: kept no longer, or never there. `refused`: one must log in, or may not see it. `failed`: no answer of use. */
export type FrameProblem = "gone" | "refused" | "failed";

export type FetchedFrame =
  | { readonly ok: true; readonly frame: KeptFrame }
  | { readonly ok: false; readonly problem: FrameProblem };

interface FrameAnswer {
  readonly id: string | number;
  readonly receivedAt: string;
  readonly source: string;
  readonly hex: string;
}

const isFrameAnswer: Guard<FrameAnswer> = (value): value is FrameAnswer => {
  if (typeof value !== "object" || value === null) return false;
  const { id, receivedAt, source, hex } = value as Record<keyof FrameAnswer, unknown>;
  return [typeof id === "string" || typeof id === "number", ...[receivedAt, source, hex].map(isText)].every(Boolean);
};

const isText = (value: unknown): boolean => typeof value === "string";

/** Asks the gateway for a frame of its archive. */
export async function fetchFrame(id: string, signal: AbortSignal): Promise<FetchedFrame> {
  try {
    const answer = await getJson(`api/v1/frames/${encodeURIComponent(id)}`, isFrameAnswer, { signal });
    const octets = parseHex(answer.hex);
    if (octets === undefined) return { ok: false, problem: "failed" };
    const { receivedAt, source } = answer;
    return { ok: true, frame: { id: `${answer.id}`, receivedAt, source, octets } };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { status } = error;
    return { ok: false, problem: status === 404 ? "gone" : status === 401 || status === 403 ? "refused" : "failed" };
  }
}
