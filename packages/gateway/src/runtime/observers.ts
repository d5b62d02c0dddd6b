import { ConnectionWatch } from "../connections/connection-watch.ts";
import type { Clock } from "../sources/back-off.ts";
import { DiagnosisLog } from "./diagnosis-log.ts";
import { FrameTap } from "./frame-tap.ts";
import type { Gateway } from "./gateway.ts";
import { LineHistory } from "./line-history.ts";

/** Who looks at the gateway to answer what pages ask later; nothing of it is on disk. */
export interface Observers {
  readonly connections: ConnectionWatch;
  readonly diagnoses: DiagnosisLog;
  readonly lines: LineHistory;
  readonly frames: FrameTap;
}

export function createObservers(clock: Clock): Observers {
  const [lines, frames] = [new LineHistory(), new FrameTap()];
  frames.subscribe((frame) => lines.frame(frame, clock.now()));
  return { connections: new ConnectionWatch(), diagnoses: new DiagnosisLog(), lines, frames };
}

/** Lets them look at a gateway that was not started yet. */
export function observe(gateway: Gateway, { connections, diagnoses, lines }: Observers, clock: Clock): void {
  const state = gateway.state();
  connections.look(state, clock.now());
  for (const source of state.sources) lines.source(source, clock.now());
  gateway.subscribe((event) => {
    const now = clock.now();
    connections.heard(event, now);
    if (event.name === "source") lines.source(event.data, now);
    else if (event.name === "diagnosis") diagnoses.add(event.data);
  });
}
