import { createChecksum } from "./checksum.ts";
import { aidonLists } from "./frames.ts";
import { median } from "./measure.ts";
import { createBenchDecoder } from "./subjects.ts";

/** Decodes between two looks at the heap: few enough that the collector has no reason to run. */
const decodes = 256;
const looks = 15;

/**
 * Octets of heap that one decode of an Aidon list takes, its reading and events included: the median of several looks.
 * What lies outside the heap (the copy of the frame) is counted as well.
 */
export function allocatedByDecode(collect: () => void): number {
  const frames = aidonLists();
  const decoder = createBenchDecoder();
  const checksumOf = createChecksum();
  let sum = 0;
  const decodeAll = (): void => {
    for (let i = 0; i < decodes; i++) {
      const frame = frames[i % frames.length];
      if (frame !== undefined) sum += checksumOf(decoder.push(frame.octets, frame.at));
    }
  };
  for (let i = 0; i < 40; i++) decodeAll();
  const taken: number[] = [];
  while (taken.length < looks) {
    collect();
    const before = inUse();
    decodeAll();
    const difference = inUse() - before;
    // A collection between the two looks would make it less than nothing.
    if (difference > 0) taken.push(difference / decodes);
  }
  return sum > 0 ? median(taken) : Number.NaN;
}

function inUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
