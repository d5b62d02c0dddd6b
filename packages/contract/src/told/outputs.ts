import { toldPlaces } from "./places.ts";

/**
 * What brokers mean by their reason codes: CONNACK return codes of MQTT 3.1.1 (3.2.2.3), reason codes of MQTT 5 (3.2.2.2
 * and 3.14.2.1). `it` is the broker.
 */
export const brokerReasons = {
  1: "it does not speak this version of MQTT",
  2: "it does not accept this client id",
  3: "it is not available",
  4: "the user name or the password is wrong",
  5: "the user name or the password is wrong, or this user may not connect",
  130: "it saw a protocol error",
  132: "it does not speak this version of MQTT",
  133: "it does not accept this client id",
  134: "the user name or the password is wrong",
  135: "the user name or the password is wrong, or this user may not connect",
  136: "it is not available",
  137: "it is busy",
  138: "this client is banned",
  139: "it is shutting down",
  140: "it wants another method of authentication",
  141: "it heard nothing from this client for too long",
  142: "another client connected with the same client id; give each its own",
  149: "a message was too large for it",
  151: "a quota is used up",
  152: "its administrator ended the connection",
  156: "it asks to use another server",
  157: "it has moved to another server",
  159: "this client connects too often",
  other: "it gives no known reason",
} as const;

/** What the codes mean, in some language; `other` stands for those that have no meaning here. */
export type BrokerReasons = Readonly<Record<keyof typeof brokerReasons, string>> & {
  readonly [code: number]: string;
};

const reasons: BrokerReasons = brokerReasons;

/** Host and port. */
type Place = { readonly place: string };
/** What the other side, or the system, says; it stays as it came. */
type Why = { readonly why: string };
type Reason = { readonly reason: number };
type User = { readonly user: string };
type Database = { readonly database: string };
type Folder = { readonly folder: string };
type Topic = { readonly topic: string };
type Path = { readonly path: string };
type Status = { readonly status: number };
type Seconds = { readonly seconds: number };
type Protocol = { readonly protocol: string };

/** Connections to brokers. */
const toldBrokers = {
  brokerRefuses: ({ place, reason }: Place & Reason) =>
    `${place} refuses the connection: ${reasons[reason] ?? reasons.other} (reason code ${reason}).`,
  brokerWantsUser: ({ place, reason }: Place & Reason) =>
    `${place} refuses the connection: it wants a user name and a password, and none is set (reason code ${reason}).`,
  brokerEnds: ({ place, reason }: Place & Reason) =>
    `${place} ended the connection: ${reasons[reason] ?? reasons.other} (reason code ${reason}).`,
  brokerWordless: ({ place }: Place) =>
    `${place} took the connection and ended it without a word of MQTT. Is it a broker, and is it the right port?`,
  connectionBroke: ({ place, why }: Place & Why) => `The connection to ${place} broke: ${why}.`,
  connectingStopped: "Connecting was stopped.",
  deliveryStopped: "Delivery was stopped.",
  notConnected: ({ output }: { readonly output: string }) => `${output} is not connected.`,
  topicNotRead: ({ topic }: Topic) =>
    `The broker does not let this user read ${topic}. Check its access list, or the user.`,
  topicNotTaken: ({ topic, reason }: Topic & Reason) =>
    `The broker does not take ${topic} (reason code ${reason}). Check what this user may publish.`,
  publishFailed: ({ topic, why }: Topic & Why) => `Publishing ${topic} failed: ${why}.`,
  discoveryRefused: "Home Assistant will not find the meters by itself.",
  discoveryBreaks:
    "Home Assistant will not find the meters by itself: the broker ends the connection over it. Let this user write under the discovery prefix.",
} as const;

/** TLS, to brokers and servers. */
const toldTls = {
  tlsExpired: ({ place }: Place) => `No secure connection to ${place}: its certificate has expired.`,
  tlsNotYet: ({ place }: Place) =>
    `No secure connection to ${place}: its certificate is not valid yet; is the clock of this machine right?`,
  tlsSelfSigned: ({ place }: Place) =>
    `No secure connection to ${place}: its certificate is self-signed; set it as caFile to trust it.`,
  tlsUnknownIssuer: ({ place }: Place) =>
    `No secure connection to ${place}: its certificate comes from an authority that this machine does not know; set that as caFile.`,
  tlsOtherHost: ({ place }: Place) => `No secure connection to ${place}: its certificate is for another host name.`,
  tlsNotSpoken: ({ place }: Place) => `No secure connection to ${place}: it does not speak TLS on this port.`,
  tlsNotMqtts: ({ place }: Place) =>
    `No secure connection to ${place}: it does not speak TLS on this port; 8883 is usual.`,
  tlsNoVersion: ({ place }: Place) =>
    `No secure connection to ${place}: it does not speak TLS on this port, or no version of TLS that both know.`,
  tlsWantsCertificate: ({ place }: Place) =>
    `No secure connection to ${place}: it wants a client certificate; set certFile and keyFile.`,
  tlsUnknownClient: ({ place }: Place) =>
    `No secure connection to ${place}: it does not know the authority of this client's certificate.`,
  tlsFileMissing: ({ path }: Path) => `The TLS file ${path} could not be read: there is no such file.`,
  tlsFileUnread: ({ path, why }: Path & Why) => `The TLS file ${path} could not be read: ${why}.`,
  tlsFilesUnusable: ({ why }: Why) => `The TLS files can't be used: ${why}.`,
  tlsFilesChanged: "The TLS files have changed: connecting again with the new ones.",
} as const;

/** InfluxDB, webhooks and files. */
const toldSinks = {
  noAnswerWithin: ({ place, seconds }: Place & Seconds) => `${place} gave no answer within ${seconds} s.`,
  askedToWait: ({ place, seconds }: Place & Seconds) => `${place} asked to be left alone for ${seconds} s more.`,
  serverSays: ({ why }: Why) => `It says: ${why}.`,
  webhookAnswers: ({ place, status }: Place & Status) => `${place} answers ${status}.`,
  webhookMoved: "The webhook has moved; set its new address as `url`.",
  webhookCheckSecret: "The message is given up. Check `secret` and `authorization`.",
  webhookCheckAddress: "The message is given up. Check the address.",
  influxDatabase: ({ place, database, status }: Place & Database & Status) =>
    `${place} did not take the readings for database ${database} (status ${status}).`,
  influxBucket: ({ place, bucket, status }: Place & Status & { readonly bucket: string }) =>
    `${place} did not take the readings for bucket ${bucket} (status ${status}).`,
  influxMoved: "It is at another address; set that as `url`.",
  influxCheckLogin: "Check the user and password, or the token.",
  influxCheckRights: "Check that this user or token may write there.",
  influxCheckName: "Check the name and create it where it is missing; `api` must fit the server's version.",

  folderFull: ({ folder }: Folder) => `The folder ${folder} can't be written: no space is left on the disk.`,
  folderQuota: ({ folder }: Folder) =>
    `The folder ${folder} can't be written: the user's share of the disk is used up.`,
  folderForbidden: ({ folder }: Folder) => `The folder ${folder} can't be written: this user may not write there.`,
  folderReadOnly: ({ folder }: Folder) => `The folder ${folder} can't be written: the disk is read-only.`,
  folderInFile: ({ folder }: Folder) => `The folder ${folder} can't be written: a part of its path is a file.`,
  folderIsFile: ({ folder }: Folder) => `The folder ${folder} can't be written: a file is in its place.`,
  folderGone: ({ folder }: Folder) => `The folder ${folder} can't be written: it was taken away.`,
  folderFailed: ({ folder, why }: Folder & Why) => `The folder ${folder} can't be written: ${why}.`,
} as const;

type PgUser = Place & User;

const toldPostgresql = {
  pgWrongPassword: ({ place, user }: PgUser) =>
    `PostgreSQL at ${place} refuses the user ${user}: the user name or the password is wrong.`,
  pgNoAccess: ({ place, user, database }: PgUser & Database) =>
    `PostgreSQL at ${place} does not let the user ${user} into the database ${database}. Check the user, and \`pg_hba.conf\` on the server.`,
  pgNoDatabase: ({ place, database }: Place & Database) =>
    `PostgreSQL at ${place} has no database ${database}. Create it, or check its name.`,
  pgNoRight: ({ user, database }: User & Database) =>
    `The user ${user} lacks a right in the database ${database}. Grant it CREATE on the database, or make it the owner of the schema.`,
  pgDiskFull: ({ place }: Place) => `The disk of PostgreSQL at ${place} is full.`,
  pgTooMany: ({ place }: Place) => `PostgreSQL at ${place} has too many connections already.`,
  pgStops: ({ place }: Place) => `PostgreSQL at ${place} is being shut down.`,
  pgStarts: ({ place }: Place) => `PostgreSQL at ${place} is starting up.`,
  pgSays: ({ place, why, code }: Place & Why & { readonly code: string }) =>
    `PostgreSQL at ${place} says: ${why} (${code}).`,
  pgNoTls: ({ place }: Place) =>
    `PostgreSQL at ${place} does not speak TLS; set \`secure: false\`, or turn it on there.`,
  pgWantsPassword: ({ place }: Place) => `PostgreSQL at ${place} wants a password, and none is set.`,
  pgTablesAgain: "The tables are made again.",
  pgNewerTables: ({
    schema,
    tables,
    known,
  }: {
    readonly schema: string;
    readonly tables: number;
    readonly known: number;
  }) =>
    `The tables in schema ${schema} were made by a newer meter2mqtt (version ${tables} of them; this one knows ${known}). Update this one, or set another \`schema\`.`,
} as const;

/** Home Assistant's statistics. */
const toldStatistics = {
  haNotSpoken: ({ place }: Place) => `${place} does not speak Home Assistant's API.`,
  haAnswers: ({ place, status }: Place & Status) => `${place} answers with ${status}. Is it Home Assistant's address?`,
  haSilent: ({ place, command }: Place & { readonly command: string }) => `${place} does not answer ${command}.`,
  haTokenRefused: ({ place }: Place) => `${place} does not accept the token. Make a long-lived access token anew.`,
  haNotAdmin: "The token must be an administrator's.",
  haRefuses: ({ why, code }: Why & { readonly code: string }) => `Home Assistant refuses: ${why} (${code}).`,
  haNotWritten: "Home Assistant took the rows and does not show them. Does its recorder run?",
  haTooMany: "Too many commands wait for an answer.",
  haUnknown: "Home Assistant shows its statistics in an unknown way.",
} as const;

/** Virtual meters, and what keeps them from telling a meter. */
const toldVirtualMeters = {
  portTaken: ({ place }: Place) => `Another program listens on ${place}. End it, or set another \`port\`.`,
  addressAway: ({ host }: { readonly host: string }) =>
    `This machine does not have the address ${host} (yet). Check \`listen\`.`,
  portForbids: ({ place }: Place) => `Listening on ${place} needs more rights. Set a \`port\` of 1024 or more.`,
  portFailed: ({ place, why }: Place & Why) => `Listening on ${place} failed: ${why}.`,
  meterNotHeard: "No meter has been heard yet.",
  meterNamedNotHeard: ({ meter }: { readonly meter: string }) => `No meter called \`${meter}\` has been heard yet.`,
  metersSeveral: ({ meters }: { readonly meters: string }) =>
    `Several meters are heard (${meters}): set \`meter\` to the one that this stands for.`,
  meterGone: ({ since }: { readonly since: string }) =>
    `The meter has not been heard since ${since}; this goes on when it is heard again.`,
  meterRhythm: "How often the meter sends is not known yet: its second reading will tell.",
  meterSlow: ({ seconds, most }: Seconds & { readonly most: number }) =>
    `The meter sends every ${seconds} s. Clients would take its values for present ones: it is not offered to them above ${most} s.`,
} as const;

/** What a test saw. */
const toldTests = {
  noAnswerInTime: ({ place }: Place) =>
    `${place} gave no answer in time. Check the address, the port and any firewall between.`,
  brokerTakes: ({ place, protocol }: Place & Protocol) => `${place} takes the connection, with MQTT ${protocol}.`,
  brokerTakesUser: ({ place, user, protocol }: Place & User & Protocol) =>
    `${place} takes the connection as user ${user}, with MQTT ${protocol}.`,
  brokerTakesTls: ({ place, protocol }: Place & Protocol) =>
    `${place} takes the connection over TLS, with MQTT ${protocol}.`,
  brokerTakesUserTls: ({ place, user, protocol }: Place & User & Protocol) =>
    `${place} takes the connection as user ${user} over TLS, with MQTT ${protocol}.`,
  serverTakes: ({ place }: Place) => `${place} takes connections.`,
  serverTakesTls: ({ place }: Place) => `${place} takes connections over TLS, and its certificate is trusted.`,
  serverUntried: "Whether it takes what is sent shows when something is delivered.",
  folderTakes: ({ folder }: Folder) => `Files can be written in ${folder}.`,
  pgTakes: ({ place, user, database, schema }: PgUser & Database & { readonly schema: string }) =>
    `PostgreSQL at ${place} takes the connection of the user ${user}, and the tables are there, in schema ${schema} of ${database}.`,
} as const;

/** Why brokers and sinks failed, and what a test of one saw. */
export const toldOutputs = {
  ...toldPlaces,

  ...toldBrokers,
  ...toldTls,
  ...toldSinks,
  ...toldPostgresql,
  ...toldStatistics,
  ...toldVirtualMeters,
  ...toldTests,
} as const;
