import type { ReadingChannel } from "@meter2mqtt/decoder";
import { formatIso, formatP1Clock, toZonedTime } from "../clock/zoned-time.ts";
import { GasMeter } from "../household/gas-meter.ts";
import type { P1Channel } from "../lists/p1-line.ts";
import type { SpeakerOptions } from "./speaker.ts";
import type { ChannelSpeech } from "./speech.ts";

interface SpokenChannel {
  readonly written: P1Channel;
  /** The same in the words of a Reading. */
  readonly said: ReadingChannel;
}

/** What the M-Bus device types of these sub-meters mean (EN 13757-3). */
const kinds: Readonly<Record<number, string>> = { 3: "gas", 7: "water" };

/** A sub-meter: what it tells at a time. */
export function createChannel(speech: ChannelSpeech, options: SpeakerOptions): (at: number) => SpokenChannel {
  const { channel, type, id, valve, meter } = speech;
  const { random, start, description } = options;
  const kind = kinds[type];
  const common = { channel, type, ...(valve === undefined ? {} : { valve }) };
  const named = { ...common, ...(kind === undefined ? {} : { kind }) };
  if (meter === "not-set") {
    return () => ({ written: { ...common, id, value: 0 }, said: { ...named, value: 0 } });
  }
  const gas = new GasMeter(random, start, random.integer(1_200_000, 9_000_000));
  return (at) => {
    const reading = gas.readingAt(at);
    const time = toZonedTime(reading.at, description.zone);
    const read = { id, value: reading.litres / 1000, unit: "m3" };
    return {
      written: { ...common, ...read, clock: formatP1Clock(time) },
      said: { ...named, ...read, timestamp: formatIso(time) },
    };
  };
}
