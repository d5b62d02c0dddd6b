import type { FastifyInstance } from "fastify";
import { ConnectionTester, type ConnectionTesterOptions } from "../connections/connection-tester.ts";
import { Finder } from "../finding/finder.ts";
import type { MeterService } from "../meters/meter-service.ts";
import type { Gateway } from "../runtime/gateway.ts";
import type { Observers } from "../runtime/observers.ts";
import type { Clock } from "../sources/back-off.ts";
import type { Archive } from "../store/archive.ts";
import { addBrokerTestRoute } from "./broker-test-route.ts";
import { addConnectionRoutes } from "./connection-routes.ts";
import { addFindingRoutes } from "./finding-routes.ts";
import { FrameStream } from "./frame-stream.ts";
import { addLineRoutes } from "./line-routes.ts";
import { addMetersRoutes } from "./meters-routes.ts";

/** What answers questions about the gateway's parts: connections, meters, lines, frames. */
export interface Inspection {
  readonly gateway: Pick<Gateway, "state" | "testPrices">;
  readonly observers: Observers;
  readonly meters: MeterService;
  readonly archive: Pick<Archive, "frames" | "frame">;
  readonly settings: ConnectionTesterOptions["settings"];
  /** Address of the broker inside, where it runs. */
  readonly embedded: ConnectionTesterOptions["embedded"];
}

/** Adds their routes. The stream of frames ends with the app. */
export async function addInspectionRoutes(app: FastifyInstance, inspection: Inspection, clock: Clock): Promise<void> {
  const { gateway, observers, meters, archive, settings, embedded } = inspection;
  const stream = new FrameStream({ tap: observers.frames, clock });
  const beating = stream.beat();
  app.addHook("preClose", async () => {
    stream.close();
    await beating;
  });
  const tester = new ConnectionTester({ gateway, settings, embedded, clock });
  addConnectionRoutes(app, { gateway, watch: observers.connections, tester, clock });
  addBrokerTestRoute(app, clock);
  addMetersRoutes(app, { meters, clock });
  await addFindingRoutes(app, new Finder({ settings, archive, clock }));
  await addLineRoutes(app, { diagnoses: observers.diagnoses, lines: observers.lines, archive, stream, clock });
}
