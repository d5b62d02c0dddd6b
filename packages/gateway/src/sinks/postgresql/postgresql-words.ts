import { type Told, tell } from "@meter2mqtt/contract";
import { SinkError } from "../../errors.ts";
import { errorCode, errorMessage, placeOf } from "../../sources/error-words.ts";
import { tellServerError } from "../connection-words.ts";

export interface PostgresqlTarget {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
}

type Sentence = (target: PostgresqlTarget, place: string) => Told;

/** By SQLSTATE (PostgreSQL documentation, appendix A). */
const sentences: Readonly<Record<string, Sentence>> = {
  "28P01": ({ username: user }, place) => tell("pgWrongPassword", { place, user }),
  "28000": ({ username: user, database }, place) => tell("pgNoAccess", { place, user, database }),
  "3D000": ({ database }, place) => tell("pgNoDatabase", { place, database }),
  "42501": ({ username: user, database }) => tell("pgNoRight", { user, database }),
  "53100": (_target, place) => tell("pgDiskFull", { place }),
  "53300": (_target, place) => tell("pgTooMany", { place }),
  "57P01": (_target, place) => tell("pgStops", { place }),
  "57P03": (_target, place) => tell("pgStarts", { place }),
};

/** Data and constraints (22, 23), and statements that the server does not understand (42601): never better the next time. */
const isPermanent = /^(2[23]...|42601)$/;

/** An error of the client library or the server as a SinkError in words. */
export function postgresqlError(error: unknown, target: PostgresqlTarget): SinkError {
  if (error instanceof SinkError) return error;
  const isForGood = isPermanent.test(errorCode(error) ?? "");
  return new SinkError(isForGood ? "permanent" : "transient", tellPostgresqlError(error, target), { cause: error });
}

/** What went wrong, by the server's code, or by what the client library says where it has none. */
export function tellPostgresqlError(error: unknown, target: PostgresqlTarget): Told {
  const { host, port } = target;
  const place = placeOf(host, port);
  const code = errorCode(error) ?? "";
  const sentence = sentences[code];
  if (sentence !== undefined) return sentence(target, place);
  const why = errorMessage(error);
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith("E")) return tell("pgSays", { place, why, code });
  if (why.includes("does not support SSL")) return tell("pgNoTls", { place });
  if (why.includes("password must be a string")) return tell("pgWantsPassword", { place });
  if (why.startsWith("Connection terminated")) return tell("netBroken", { place });
  if (why.startsWith("timeout expired")) return tell("netSilent", { place });
  return tellServerError(error, host, port);
}
