import { type CapsuleRequest, capsuleAnswer, capsuleRequest, tell } from "@meter2mqtt/contract";
import type { VendorProfile } from "@meter2mqtt/decoder";
import type { FastifyInstance } from "fastify";
import { collectLines } from "../capsule/collect-lines.ts";
import { CapsuleError, type CapsuleInput, type MadeCapsule, makeCapsule } from "../capsule/make-capsule.ts";
import { shownConfiguration } from "../capsule/shown-configuration.ts";
import type { Settings } from "../config/settings.ts";
import type { Clock } from "../sources/back-off.ts";
import type { Archive } from "../store/archive.ts";
import { ApiError, problem } from "./api-error.ts";

/** What a capsule is made of. */
export interface CapsuleParts {
  /** As they are now. */
  readonly settings: () => Settings;
  readonly archive: Pick<Archive, "frames">;
  readonly profiles: { readonly current: readonly VendorProfile[] };
  readonly version: string;
}

/**
 * Adds `POST /api/v1/capsule`: a file for a bug report, to be looked at before it is saved. It is for those who may change
 * things, and takes a moment of the processor: a few a minute do.
 */
export function addCapsuleRoute(app: FastifyInstance, parts: CapsuleParts, clock: Clock): void {
  app.post<{ Body: CapsuleRequest }>(
    "/api/v1/capsule",
    {
      config: { access: "admin", rateLimit: { max: 20, timeWindow: 60_000 } },
      schema: { body: capsuleRequest, response: { 200: capsuleAnswer, "4xx": problem, "5xx": problem } },
    },
    async ({ body }, reply) => {
      reply.header("cache-control", "no-store");
      return make(toInput(body, parts, clock.now()));
    },
  );
}

/** Throws StoreError, and {@link ApiError} where there is no frame. */
function toInput(
  { source, frames: limit, includeUndecryptable }: CapsuleRequest,
  parts: CapsuleParts,
  now: number,
): CapsuleInput {
  const { archive, profiles, version } = parts;
  const settings = parts.settings();
  const lines = collectLines({
    frames: (page) => archive.frames(page, now),
    settings,
    profiles: profiles.current,
    source,
    limit,
  });
  if (lines.length === 0) {
    throw new ApiError(404, "no-frames", tell(source === undefined ? "noFrames" : "noFramesOfSource"));
  }
  return { lines, configuration: shownConfiguration(settings), version, now, includeIdentifying: includeUndecryptable };
}

function make(input: CapsuleInput): MadeCapsule {
  try {
    return makeCapsule(input);
  } catch (error) {
    if (error instanceof CapsuleError) throw new ApiError(409, "capsule", error, { cause: error });
    throw error;
  }
}
