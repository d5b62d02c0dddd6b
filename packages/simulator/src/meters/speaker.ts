import type { Reading } from "@meter2mqtt/decoder";
import type { HouseholdState } from "../household/household.ts";
import type { Random } from "../household/random.ts";
import type { MeterDescription, VirtualMeterKeys } from "./meter-description.ts";
import type { FrameKind } from "./rhythm.ts";

/** What a frame says, in the words of a Reading: each value is that of the household in the frame's own resolution. */
export type FrameTruth = Omit<Reading, "objects" | "receivedAt" | "authenticated">;

interface SpokenFrame {
  readonly octets: Uint8Array;
  readonly truth: FrameTruth;
}

/** Puts the state of a household into the frames of one make of meter. */
export type Speaker = (state: HouseholdState, list: FrameKind, at: number) => SpokenFrame;

export interface SpeakerOptions {
  readonly description: MeterDescription;
  readonly keys: VirtualMeterKeys | undefined;
  readonly random: Random;
  readonly start: number;
}
