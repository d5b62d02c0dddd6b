import { SinkError } from "../../errors.ts";
import { errorCode, errorMessage } from "../../sources/error-words.ts";
import { serverErrorWords } from "../connection-words.ts";

export interface PostgresqlTarget {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
}

type Sentence = (target: PostgresqlTarget, place: string) => string;

const wrongPassword: Sentence = ({ username }, place) =>
  `${place} refuses the user ${username}: the user name or the password is wrong.`;

/** By SQLSTATE (PostgreSQL documentation, appendix A). */
const sentences: Readonly<Record<string, Sentence>> = {
  "28P01": wrongPassword,
  "28000": ({ username, database }, place) =>
    `${place} does not let the user ${username} into the database ${database}. Check the user, and \`pg_hba.conf\` on the server.`,
  "3D000": ({ database }, place) => `${place} has no database ${database}. Create it, or check its name.`,
  "42501": ({ username, database }) =>
    `The user ${username} lacks a right in the database ${database}. Grant it CREATE on the database, or make it the owner of the schema.`,
  "53100": (_target, place) => `The disk of ${place} is full.`,
  "53300": (_target, place) => `${place} has too many connections already.`,
  "57P01": (_target, place) => `${place} is being shut down.`,
  "57P03": (_target, place) => `${place} is starting up.`,
};

/** Data and constraints (22, 23), and statements that the server does not understand (42601): never better the next time. */
const isPermanent = /^(2[23]...|42601)$/;

/** An error of the client library or the server as a SinkError in words. */
export function postgresqlError(error: unknown, target: PostgresqlTarget): SinkError {
  if (error instanceof SinkError) return error;
  const code = errorCode(error) ?? "";
  return new SinkError(isPermanent.test(code) ? "permanent" : "transient", words(error, code, target), {
    cause: error,
  });
}

function words(error: unknown, code: string, target: PostgresqlTarget): string {
  const { host, port } = target;
  const place = `PostgreSQL at ${host}:${port}`;
  const sentence = sentences[code];
  if (sentence !== undefined) return sentence(target, place);
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith("E")) return `${place} says: ${errorMessage(error)} (${code}).`;
  const message = errorMessage(error);
  if (message.includes("does not support SSL"))
    return `${place} does not speak TLS; set \`secure: false\`, or turn it on there.`;
  if (message.includes("password must be a string")) return `${place} wants a password, and none is set.`;
  if (message.startsWith("Connection terminated")) return `${place} broke the connection.`;
  if (message.startsWith("timeout expired"))
    return `${place} does not answer. Check the address and any firewall between.`;
  return serverErrorWords(error, host, port);
}
