import type { toldRefusals } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why the API refuses a request; in Dutch. */
export const refusals: SentencesOf<typeof toldRefusals> = {
  requestWrong: ({ why }) => `De gateway neemt dit niet aan: ${why}.`,
  fieldWrong: "De gateway neemt dit niet aan.",
  sentTooLarge: "Wat gestuurd werd, is groter dan hier wordt aangenomen.",
  tooManyRequests: "Er kwamen hiervandaan te veel verzoeken. Probeer het over een minuut opnieuw.",
  wentWrong: "Er ging iets mis in de gateway; het logboek zegt wat.",
  storeFailed: ({ why }) => `De database van de gateway werkt niet: ${why}`,
  nothingThere: ({ path }) => `Er is niets op ${path}.`,

  unknownHost: ({ name }) => `Deze gateway heet niet ${name}. Zet de naam in http.hostNames als hij wel zo moet heten.`,
  otherSite: "Een pagina van een andere site mag hier niets naartoe sturen.",
  sessionOther:
    "De header x-csrf-token ontbreekt of hoort bij een andere sessie: GET api/v1/session zegt welke het is. Een pagina heeft hem als ze opnieuw wordt geladen.",
  passwordNeeded:
    "Deze gateway heeft nog geen wachtwoord en antwoordt daarom alleen de eigen computer. Open zijn pagina en stel er een in, met de code uit het logboek.",
  userOrPasswordWrong: "De gebruiker of het wachtwoord klopt niet.",
  signedOut: "Log eerst in, of stuur een token.",
  roleTooLow: ({ role }) => `De rol ${role} is hiervoor niet genoeg.`,
  passwordsBusy: "Er worden te veel wachtwoorden gecontroleerd. Probeer het zo dadelijk opnieuw.",
  tooManyTries: ({ seconds }, n) =>
    `Te veel foute pogingen. De volgende kan over ${n(seconds)} s; vanaf de computer van de gateway, of met een browser die al eens was ingelogd, kan het meteen.`,

  noPasswordYet: "Er is nog geen wachtwoord ingesteld: stel het eerste in.",
  passwordThere: "Er is al een wachtwoord ingesteld: log in.",
  codeWrong: "Dit is niet de code. Het logboek van de gateway noemt die bij het starten en als hij een nieuwe maakt.",
  noSession: "Alleen wie met een wachtwoord is ingelogd, kan het wijzigen.",
  currentWrong: "Het huidige wachtwoord klopt niet.",
  ownPassword: "Wijzig uw eigen wachtwoord waar ook naar het huidige wordt gevraagd: met POST api/v1/password.",
  passwordShort: ({ least }, n) => `Een wachtwoord heeft minstens ${n(least)} tekens.`,
  passwordLong: ({ most }, n) => `Een wachtwoord heeft hoogstens ${n(most)} tekens.`,
  passwordCommon:
    "Dit wachtwoord hoort bij de eerste die worden geprobeerd. Meerdere woorden die niets met elkaar te maken hebben, zijn beter.",
  userName: "De naam van een gebruiker heeft 1 tot 64 tekens, zonder spaties en zonder `: / ? #`.",
  userTaken: ({ name }) => `Er is al een gebruiker ${name}.`,
  usersMany: ({ most }, n) => `Er zijn zoveel gebruikers als er kunnen zijn: ${n(most)}.`,
  userUnknown: ({ name }) => `Er is geen gebruiker ${name}.`,
  onlyAdmin: ({ name }) => `Alleen ${name} heeft de rol admin: geef deze rol eerst aan een andere gebruiker.`,
  tokenName: "De naam van een token heeft 1 tot 64 tekens.",
  tokenTaken: ({ name }) => `Er is al een token ${name}.`,
  tokensMany: ({ most }, n) => `Er zijn zoveel tokens als er kunnen zijn: ${n(most)}. Trek er eerst een in.`,
  tokenUnknown: ({ name }) => `Er is geen token ${name}.`,

  portRead: ({ source }) => `De bron ${source} leest deze poort al: de lijn ervan zegt wat er binnenkomt.`,
  searchBusy: "Er loopt een andere zoekactie; stop die eerst.",
  searchGone: "Er is geen zoekactie met dit kenmerk meer.",
  sourceUnknown: "Er is geen bron met deze naam ingesteld.",
  brokerBusy: "Er wordt een andere broker getest: wacht tot dat voorbij is.",
  brokerAddress: "Dit is geen adres zoals mqtt://192.0.2.20:1883.",
  passwordAlone: "Er is een wachtwoord zonder gebruikersnaam: vul beide in, of geen van beide.",
  connectionGone: "Er is geen verbinding met dit kenmerk.",
  connectionBusy: "Deze verbinding wordt al getest.",

  meterUnheard: "Sinds de start is geen meter met deze naam ontvangen.",
  meterUnknown: "De boeken kennen geen meter met deze naam.",
  registerUnknown: "De boeken kennen geen zulke meterstand van een meter met deze naam; `/registers` heeft de bekende.",
  homeUnknown:
    "Er is onder `homes` geen huis met deze naam, of van de meters of de opwek ervan is nog niets ontvangen.",
  intervalsMany: ({ count, most }, n) =>
    `Dat kunnen ${n(count)} intervallen zijn, en hoogstens ${n(most)} worden er tegelijk gegeven: vraag om minder tijd, of om langere intervallen.`,
  editTooLong: ({ days }, n) => `Zoveel dagen kunnen hoogstens tegelijk worden ingevuld: ${n(days)}.`,
  timeNotOver: "Deze tijd is nog niet voorbij: wat het wordt, is niet bekend.",
  editUnknown:
    "Er is geen zulke meterstand, of de tijd begint en eindigt niet met intervallen ervan, of hij is zo oud dat alleen de dagen bewaard zijn.",
  costsTooLong: "Er worden hoogstens vijf jaar tegelijk berekend.",
  tariffUnknown:
    "Geen meter met deze naam heeft een tarief onder `tariffs`, of hij is nog niet ontvangen, of er is geen zulk contract.",

  settingsWrong: "De instellingen kloppen niet.",

  csvMissing: "Het verzoek is leeg. Stuur het CSV-bestand van de netbeheerder.",
  metersMany: ({ count }, n) => `Meetpunten in het bestand: ${n(count)}. Stuur er één tegelijk.`,
  zoneUnknown: ({ zone }) => `\`${zone}\` is geen tijdzone. IANA-namen zien eruit als Europe/Oslo.`,
  inFile: "Het bestand:",
  inLine: ({ line }) => `Regel ${line}:`,

  noFrames: "Het archief heeft nog geen telegram. Wacht tot de meter is ontvangen.",
  noFramesOfSource: "Het archief heeft nog geen telegram van deze bron. Wacht tot de meter is ontvangen.",
  capsuleIdentity:
    "Er is geen capsule gemaakt: een nummer van de meter blijft erin staan waar niemand het kent. Kies minder telegrammen, of andere.",
  capsuleTooMuch: ({ why }) => `Er is geen capsule gemaakt: ${why}. Kies minder telegrammen.`,
};
