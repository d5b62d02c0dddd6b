import type { HttpConfig } from "@meter2mqtt/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Accounts } from "../../access/accounts.ts";
import type { Logger } from "../../runtime/log.ts";
import type { Clock } from "../../sources/back-off.ts";
import { addAccountRoutes } from "./account-routes.ts";
import { addDoors } from "./add-doors.ts";
import { Doors } from "./doors.ts";
import { LongAnswers } from "./long-answers.ts";
import type { Identity } from "./route-access.ts";
import { addSessionRoutes } from "./session-routes.ts";

/** The part of `http` that says who may come in; tests leave out what has a default. */
export type DoorsConfig = Omit<HttpConfig, "access"> & Partial<Pick<HttpConfig, "access">>;

export interface StartDoorsOptions {
  readonly http: DoorsConfig;
  readonly accounts?: Accounts | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What stands in front of all routes. */
export interface OpenDoors {
  /** Who is asking, for routes that say more to some than to others. */
  readonly identityOf: (request: FastifyRequest) => Identity;
  /** Ends answers that nobody may read any more; resolves after {@link OpenDoors.stop}. */
  watch(): Promise<void>;
  /** Other rules from now on. What was being answered goes on where it still may, and ends at once where not. */
  change(http: DoorsConfig): Promise<void>;
  stop(): void;
}

/** Puts the doors in front of an app that has no routes yet, with the routes that open them. */
export async function startDoors(app: FastifyInstance, options: StartDoorsOptions): Promise<OpenDoors> {
  const { http, accounts, clock } = options;
  const now = () => clock.now();
  const log = options.log.child({ component: "doors" });
  const doors = new Doors({ http, accounts, now, log });
  const longAnswers = new LongAnswers(clock);
  await doors.open();
  await addDoors(app, { doors, longAnswers });
  if (accounts !== undefined && doors.passwords !== undefined) {
    addSessionRoutes(app, { doors, accounts, passwords: doors.passwords, now });
    await addAccountRoutes(app, doors, accounts);
  }
  const identityOf = (request: FastifyRequest) => doors.visitOf(request).identity;
  const change = async (rules: DoorsConfig) => {
    doors.change(rules);
    await longAnswers.checkAll();
  };
  return { identityOf, change, watch: () => longAnswers.watch(), stop: () => longAnswers.stop() };
}
