import type { toldRefusals } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why the API refuses a request; in German. */
export const refusals: SentencesOf<typeof toldRefusals> = {
  requestWrong: ({ why }) => `Das Gateway nimmt das nicht an: ${why}.`,
  fieldWrong: "Das nimmt das Gateway nicht an.",
  sentTooLarge: "Das Gesendete ist größer, als hier angenommen wird.",
  tooManyRequests: "Von hier kamen zu viele Anfragen. Versuchen Sie es in einer Minute noch einmal.",
  wentWrong: "Im Gateway ist etwas schiefgegangen; sein Protokoll sagt, was.",
  storeFailed: ({ why }) => `Die Datenbank des Gateways versagt: ${why}`,
  nothingThere: ({ path }) => `Unter ${path} gibt es nichts.`,

  unknownHost: ({ name }) =>
    `Dieses Gateway heißt nicht ${name}. Nehmen Sie den Namen in http.hostNames auf, wenn es so heißen soll.`,
  otherSite: "Eine Seite einer anderen Website darf hierher nichts senden.",
  sessionOther:
    "Der Header x-csrf-token fehlt oder gehört zu einer anderen Sitzung: GET api/v1/session sagt, wie er lautet. Eine Seite hat ihn, wenn sie neu geladen wird.",
  passwordNeeded:
    "Dieses Gateway hat noch kein Passwort und antwortet deshalb nur dem eigenen Rechner. Öffnen Sie seine Seite und legen Sie eines fest, mit dem Code aus seinem Protokoll.",
  userOrPasswordWrong: "Der Benutzer oder das Passwort ist falsch.",
  signedOut: "Melden Sie sich erst an, oder senden Sie ein Token.",
  roleTooLow: ({ role }) => `Die Rolle ${role} reicht dafür nicht.`,
  passwordsBusy: "Es werden gerade zu viele Passwörter geprüft. Versuchen Sie es gleich noch einmal.",
  tooManyTries: ({ seconds }, n) =>
    `Zu viele falsche Versuche. Der nächste ist in ${n(seconds)} s möglich; vom Rechner des Gateways aus, oder mit einem Browser, der schon einmal angemeldet war, sofort.`,

  noPasswordYet: "Es ist noch kein Passwort festgelegt: Legen Sie das erste fest.",
  passwordThere: "Es ist bereits ein Passwort festgelegt: Melden Sie sich an.",
  codeWrong: "Das ist nicht der Code. Das Protokoll des Gateways nennt ihn beim Start und wenn es einen neuen erzeugt.",
  noSession: "Nur wer sich mit einem Passwort angemeldet hat, kann es ändern.",
  currentWrong: "Das bisherige Passwort ist falsch.",
  ownPassword:
    "Ändern Sie Ihr eigenes Passwort dort, wo auch nach dem bisherigen gefragt wird: mit POST api/v1/password.",
  passwordShort: ({ least }, n) => `Ein Passwort hat mindestens ${n(least)} Zeichen.`,
  passwordLong: ({ most }, n) => `Ein Passwort hat höchstens ${n(most)} Zeichen.`,
  passwordCommon:
    "Dieses Passwort gehört zu denen, die zuerst probiert werden. Mehrere Wörter, die nichts miteinander zu tun haben, sind besser.",
  userName: "Der Name eines Benutzers hat 1 bis 64 Zeichen, ohne Leerzeichen und ohne `: / ? #`.",
  userTaken: ({ name }) => `Es gibt bereits einen Benutzer ${name}.`,
  usersMany: ({ most }, n) => `Es gibt so viele Benutzer, wie es geben kann: ${n(most)}.`,
  userUnknown: ({ name }) => `Es gibt keinen Benutzer ${name}.`,
  onlyAdmin: ({ name }) => `Nur ${name} hat die Rolle admin: Geben Sie diese Rolle erst einem anderen Benutzer.`,
  tokenName: "Der Name eines Tokens hat 1 bis 64 Zeichen.",
  tokenTaken: ({ name }) => `Es gibt bereits ein Token ${name}.`,
  tokensMany: ({ most }, n) => `Es gibt so viele Token, wie es geben kann: ${n(most)}. Widerrufen Sie erst eines.`,
  tokenUnknown: ({ name }) => `Es gibt kein Token ${name}.`,

  portRead: ({ source }) => `Die Quelle ${source} liest diesen Anschluss bereits: Ihre Leitung sagt, was sie empfängt.`,
  searchBusy: "Eine andere Suche läuft; beenden Sie diese zuerst.",
  searchGone: "Es gibt keine Suche mit dieser Kennung mehr.",
  sourceUnknown: "Es ist keine Quelle dieses Namens eingerichtet.",
  brokerBusy: "Ein anderer Broker wird gerade getestet: Warten Sie, bis das vorbei ist.",
  brokerAddress: "Das ist keine Adresse wie mqtt://192.0.2.20:1883.",
  passwordAlone: "Da ist ein Passwort ohne Benutzernamen: Geben Sie beides an oder keines.",
  connectionGone: "Es gibt keine Verbindung mit dieser Kennung.",
  connectionBusy: "Diese Verbindung wird bereits getestet.",

  meterUnheard: "Seit dem Start wurde kein Zähler dieses Namens empfangen.",
  meterUnknown: "Die Bücher kennen keinen Zähler dieses Namens.",
  registerUnknown:
    "Die Bücher kennen keinen solchen Zählerstand eines Zählers dieses Namens; `/registers` nennt die bekannten.",
  homeUnknown:
    "Es gibt unter `homes` kein Zuhause dieses Namens, oder von seinen Zählern oder seiner Erzeugung wurde bisher nichts empfangen.",
  intervalsMany: ({ count, most }, n) =>
    `Das können ${n(count)} Intervalle sein, und höchstens ${n(most)} gibt es auf einmal: Fragen Sie nach weniger Zeit oder nach längeren Intervallen.`,
  editTooLong: ({ days }, n) => `So viele Tage können höchstens auf einmal gesetzt werden: ${n(days)}.`,
  timeNotOver: "Diese Zeit ist noch nicht vorbei: Was sie ergibt, ist nicht bekannt.",
  editUnknown:
    "Es gibt keinen solchen Zählerstand, oder die Zeit beginnt und endet nicht mit seinen Intervallen, oder sie ist so alt, dass nur ihre Tage aufbewahrt sind.",
  costsTooLong: "Es werden höchstens fünf Jahre auf einmal berechnet.",
  tariffUnknown:
    "Kein Zähler dieses Namens hat einen Tarif unter `tariffs`, oder er wurde bisher nicht empfangen, oder es gibt keinen solchen Vertrag.",

  settingsWrong: "Die Einstellungen stimmen nicht.",

  csvMissing: "Die Anfrage ist leer. Senden Sie die CSV-Datei des Netzbetreibers.",
  metersMany: ({ count }, n) => `Messpunkte in der Datei: ${n(count)}. Senden Sie einen nach dem anderen.`,
  zoneUnknown: ({ zone }) => `\`${zone}\` ist keine Zeitzone. IANA-Namen sehen aus wie Europe/Oslo.`,
  inFile: "Die Datei:",
  inLine: ({ line }) => `Zeile ${line}:`,

  noFrames: "Im Archiv ist noch kein Telegramm. Warten Sie, bis der Zähler empfangen wurde.",
  noFramesOfSource: "Im Archiv ist noch kein Telegramm dieser Quelle. Warten Sie, bis der Zähler empfangen wurde.",
  capsuleIdentity:
    "Es wurde keine Kapsel erstellt: Eine Nummer des Zählers bliebe darin, wo niemand sie kennt. Wählen Sie weniger oder andere Telegramme.",
  capsuleTooMuch: ({ why }) => `Es wurde keine Kapsel erstellt: ${why}. Wählen Sie weniger Telegramme.`,
};
