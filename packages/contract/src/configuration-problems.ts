import { type Static, Type } from "typebox";

/*
 * What can be wrong with a configuration, against its schema and beyond it: by key, so that pages can say it in their own
 * language, with the names of the values that its sentence holds. The gateway's own sentence is English.
 */

interface ProblemValues {
  readonly "address-wrong": "example";
  readonly "area-unknown": "area" | "areas";
  readonly "bidding-zone-unknown": "area";
  readonly "broker-open": "host";
  readonly "certificate-unusable": "certificate" | "key" | "why";
  readonly "certificate-without-key": "missing";
  readonly "client-id-twice": "clientId";
  readonly "csv-readings-only": never;
  readonly "event-never-over": never;
  readonly "faults-wrong": "example";
  readonly "file-unreadable": "file";
  readonly "increments-over-http": never;
  readonly "key-wrong": never;
  readonly "list-long": "count";
  readonly "list-short": "count";
  readonly "list-twice": never;
  readonly "meter-not-chosen": never;
  readonly "meter-twice": "meter";
  readonly "name-for-several": never;
  readonly "name-taken": "name";
  readonly "network-wrong": "value";
  readonly "no-number": never;
  readonly "password-without-user": never;
  readonly "page-not-served": "host" | "port" | "why";
  readonly "path-or-url": never;
  readonly "ports-in-use": "first" | "last";
  readonly "price-too-fine": "price" | "digits";
  readonly "secret-again": never;
  readonly "secret-gone": never;
  readonly "secret-missing": "setting";
  readonly "secret-twice": "setting";
  readonly "setting-for-v2": "setting";
  readonly "setting-needed": "setting";
  readonly "setting-needed-like": "setting" | "example";
  readonly "setting-needed-of": "setting" | "options";
  readonly "setting-unknown": "setting";
  readonly "setting-misspelt": "setting" | "near";
  readonly "sources-missing": never;
  readonly "successor-of-itself": "meter";
  readonly "successor-taken": "meter";
  readonly "time-zone-unknown": "value";
  readonly "topic-missing": never;
  readonly "user-and-password": never;
  readonly "value-empty": never;
  readonly "value-form": "example";
  readonly "value-group": never;
  readonly "value-list": never;
  readonly "value-long": "length";
  readonly "value-number": "least" | "most";
  readonly "value-number-above": "limit" | "most";
  readonly "value-option": "options";
  readonly "value-switch": never;
  readonly "value-text": never;
  readonly "value-whole": "least" | "most";
  readonly "value-whole-or-word": "least" | "most" | "word";
  readonly "virtual-meter-unknown": "model" | "known";
}

export type ConfigurationProblemKey = keyof ProblemValues;
/** The values of a sentence by their names. */
export type ConfigurationProblemValues<Key extends ConfigurationProblemKey> = Readonly<
  Record<ProblemValues[Key], string>
>;
/** A problem as the catalogues of the pages know it. */
export type ConfigurationProblemWords<Key extends ConfigurationProblemKey = ConfigurationProblemKey> = {
  readonly [Each in Key]: { readonly key: Each; readonly values: ConfigurationProblemValues<Each> };
}[Key];

/** The same as the API says it. */
export const configurationProblemWords = Type.Object(
  { key: Type.String(), values: Type.Record(Type.String(), Type.String()) },
  { description: "what is wrong by a key, and the values of its sentence: to say it in another language" },
);

export const configurationProblem = Type.Object({
  path: Type.String({ description: "sources.0.port; empty for the whole" }),
  line: Type.Optional(Type.Integer({ minimum: 1, description: "of the proposed file" })),
  message: Type.String({ description: "in English" }),
  hint: Type.String({ description: "in English" }),
  words: Type.Optional(configurationProblemWords),
  variable: Type.Optional(Type.String({ description: "of the environment, where that sets it" })),
  value: Type.Optional(Type.String({ description: "what stands there; absent where that may be a secret, or long" })),
});
export type ConfigurationProblem = Static<typeof configurationProblem>;
