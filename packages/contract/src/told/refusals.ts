type Name = { readonly name: string };
type Most = { readonly most: number };
type Seconds = { readonly seconds: number };
type Why = { readonly why: string };

/**
 * Why the API refuses a request, where a page may show it. What only programs can bring about is said in English where it
 * happens (`ApiError.forPrograms`).
 */
export const toldRefusals = {
  // Any request
  requestWrong: ({ why }: Why) => `The gateway does not take this: ${why}.`,
  /** Which field, and what is wrong with it, stand behind it. */
  fieldWrong: "The gateway does not take this.",
  sentTooLarge: "What was sent is larger than is taken here.",
  tooManyRequests: "Too many requests came from here. Try again in a minute.",
  wentWrong: "Something went wrong in the gateway; its log says what.",
  /** `why` is a sentence of its own. */
  storeFailed: ({ why }: Why) => `The gateway's database failed: ${why}`,
  nothingThere: ({ path }: { readonly path: string }) => `There is nothing at ${path}.`,

  // Who may ask
  unknownHost: ({ name }: Name) =>
    `This gateway does not go by the name ${name}. Add it to http.hostNames if it should.`,
  otherSite: "A page of another site may not send anything here.",
  sessionOther:
    "The header x-csrf-token is missing or of another session: GET api/v1/session says which it is. A page has it when it is loaded again.",
  passwordNeeded:
    "This gateway has no password yet, so it answers its own machine only. Open its page and set one, with the code from its log.",
  userOrPasswordWrong: "The user or the password is wrong.",
  signedOut: "Log in first, or send a token.",
  roleTooLow: ({ role }: { readonly role: string }) => `The role ${role} does not suffice for this.`,
  passwordsBusy: "Too many passwords are being checked. Try again in a moment.",
  tooManyTries: ({ seconds }: Seconds) =>
    `Too many wrong tries. The next one is free in ${seconds} s; from the gateway's own machine, or with a browser that has logged in before, it is at once.`,

  // Passwords, users and tokens
  noPasswordYet: "No password is set yet: set the first one.",
  passwordThere: "A password is set already: log in.",
  codeWrong: "This is not the code. The gateway's log says it, when it starts and when it makes a new one.",
  noSession: "Only who has logged in with a password can change it.",
  currentWrong: "The current password is wrong.",
  ownPassword: "Change your own password where the current one is asked for, too: by POST api/v1/password.",
  passwordShort: ({ least }: { readonly least: number }) => `A password has at least ${least} characters.`,
  passwordLong: ({ most }: Most) => `A password has ${most} characters at most.`,
  passwordCommon:
    "This password is among the first that are tried. Several words that have nothing to do with each other are better.",
  userName: "A user's name has 1 to 64 letters, without blanks and without `: / ? #`.",
  userTaken: ({ name }: Name) => `There is a user ${name} already.`,
  usersMany: ({ most }: Most) => `There are ${most} users, which is the most.`,
  userUnknown: ({ name }: Name) => `There is no user ${name}.`,
  onlyAdmin: ({ name }: Name) => `${name} is the only admin: give another user this role first.`,
  tokenName: "A token's name has 1 to 64 characters.",
  tokenTaken: ({ name }: Name) => `There is a token ${name} already.`,
  tokensMany: ({ most }: Most) => `There are ${most} tokens, which is the most. Revoke one first.`,
  tokenUnknown: ({ name }: Name) => `There is no token ${name}.`,

  // Looking for a meter, trying keys, testing connections
  portRead: ({ source }: { readonly source: string }) =>
    `The source ${source} reads this port already: its line says what it hears.`,
  searchBusy: "Another search goes on; stop it first.",
  searchGone: "There is no search of this id any more.",
  sourceUnknown: "No source of this name is configured.",
  brokerBusy: "Another broker is being tested: wait until that is over.",
  brokerAddress: "This is no address such as mqtt://192.0.2.20:1883.",
  passwordAlone: "There is a password without a user name: set both, or neither.",
  connectionGone: "There is no connection of this id.",
  connectionBusy: "This connection is being tested already.",

  // Meters and what they came to
  meterUnheard: "No meter of this name was heard since the start.",
  meterUnknown: "The ledger knows no meter of this name.",
  registerUnknown: "The ledger knows no such register of a meter of this name; `/registers` has those it knows.",
  homeUnknown:
    "There is no home of this name under `homes`, or nothing was heard of its meters or of its production so far.",
  intervalsMany: ({ count, most }: Most & { readonly count: number }) =>
    `That may be ${count} intervals, and ${most} are given at once: ask for less time, or for a longer span.`,
  editTooLong: ({ days }: { readonly days: number }) => `${days} days are set at once at most.`,
  timeNotOver: "This time is not over yet: what it comes to isn't known.",
  editUnknown:
    "There is no such register, or the time does not begin and end with intervals of it, or it is so old that only its days are kept.",
  costsTooLong: "Five years are worked out at once at most.",
  tariffUnknown:
    "No meter of this name has a tariff under `tariffs`, or it was not heard so far, or there is no such contract.",

  // Settings that are refused
  /** What is wrong stands behind it. */
  settingsWrong: "The settings are not right.",

  // Files that are sent
  csvMissing: "The request has no body. Send the grid company's CSV file.",
  metersMany: ({ count }: { readonly count: number }) => `The file holds ${count} metering points. Send one at a time.`,
  zoneUnknown: ({ zone }: { readonly zone: string }) =>
    `\`${zone}\` is no time zone. IANA names look like Europe/Oslo.`,
  /** Before what is wrong there. */
  inFile: "The file:",
  inLine: ({ line }: { readonly line: number }) => `Line ${line}:`,

  // Capsules
  noFrames: "The archive holds no frame yet. Wait until the meter was heard.",
  noFramesOfSource: "The archive holds no frame of this source yet. Wait until the meter was heard.",
  capsuleIdentity:
    "No capsule was made: a number of the meter is left in it where nobody knows it. Choose fewer frames, or other ones.",
  capsuleTooMuch: ({ why }: Why) => `No capsule was made: ${why}. Choose fewer frames.`,
} as const;
