import type { MeterDecoder } from "@meter2mqtt/decoder";
import type { MeterSource } from "../meters/meter.ts";
import type { Source } from "../sources/source.ts";

/** One line: the source, what is known of its meter, and how its octets are decoded. */
export interface Line {
  readonly source: Source;
  readonly meter: MeterSource;
  readonly createDecoder: () => MeterDecoder;
  /** The line of a meter that was found on this one's connection. */
  readonly createChild: (source: Source) => Line;
  /** Its decoders are not used any more. */
  readonly release: () => void;
}
