import type { FrameAnswer } from "@meter2mqtt/contract";
import { parseHex } from "@meter2mqtt/decoder";
import { ApiProblem, type Guard, getJson } from "../../api/client.ts";

/** A frame that the gateway has kept. */
export interface KeptFrame {
  /** When its last octet arrived, ISO 8601. */
  readonly at: string;
  readonly source: string;
  readonly octets: Uint8Array;
}

/** `gone`: kept no longer, or never there. `refused`: one must log in, or may not see it. `failed`: no answer of use. */
export type FrameProblem = "gone" | "refused" | "failed";

export type FetchedFrame =
  | { readonly ok: true; readonly frame: KeptFrame }
  | { readonly ok: false; readonly problem: FrameProblem };

type FrameFields = Pick<FrameAnswer, "at" | "source" | "hex">;

const isFrameAnswer: Guard<FrameFields> = (value): value is FrameFields => {
  if (typeof value !== "object" || value === null) return false;
  const { at, source, hex } = value as Record<keyof FrameFields, unknown>;
  return [at, source, hex].every((field) => typeof field === "string");
};

/** Asks the gateway for a frame of its archive. */
export async function fetchFrame(id: string, signal: AbortSignal): Promise<FetchedFrame> {
  try {
    const answer = await getJson(`api/v1/frames/${encodeURIComponent(id)}`, isFrameAnswer, { signal });
    const octets = parseHex(answer.hex);
    if (octets === undefined) return { ok: false, problem: "failed" };
    const { at, source } = answer;
    return { ok: true, frame: { at, source, octets } };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { status } = error;
    return { ok: false, problem: status === 404 ? "gone" : status === 401 || status === 403 ? "refused" : "failed" };
  }
}
