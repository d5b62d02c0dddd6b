import type { toldRefusals } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why the API refuses a request; in Swedish. */
export const refusals: SentencesOf<typeof toldRefusals> = {
  requestWrong: ({ why }) => `Gatewayen tar inte emot detta: ${why}.`,
  fieldWrong: "Gatewayen tar inte emot detta.",
  sentTooLarge: "Det som skickades är större än vad som tas emot här.",
  tooManyRequests: "Det kom för många förfrågningar härifrån. Försök igen om en minut.",
  wentWrong: "Något gick fel i gatewayen; dess logg säger vad.",
  storeFailed: ({ why }) => `Gatewayens databas fungerar inte: ${why}`,
  nothingThere: ({ path }) => `Det finns ingenting på ${path}.`,

  unknownHost: ({ name }) =>
    `Den här gatewayen går inte under namnet ${name}. Lägg till det i http.hostNames om den ska göra det.`,
  otherSite: "En sida från en annan webbplats får inte skicka något hit.",
  sessionOther:
    "Headern x-csrf-token saknas eller hör till en annan session: GET api/v1/session säger vilken den är. En sida har den när den laddas om.",
  passwordNeeded:
    "Den här gatewayen har inget lösenord än, så den svarar bara sin egen dator. Öppna dess sida och ange ett, med koden från loggen.",
  userOrPasswordWrong: "Användaren eller lösenordet är fel.",
  signedOut: "Logga in först, eller skicka en token.",
  roleTooLow: ({ role }) => `Rollen ${role} räcker inte till detta.`,
  passwordsBusy: "För många lösenord kontrolleras just nu. Försök igen om ett ögonblick.",
  tooManyTries: ({ seconds }, n) =>
    `För många felaktiga försök. Nästa går om ${n(seconds)} s; från gatewayens egen dator, eller med en webbläsare som har loggat in förut, går det genast.`,

  noPasswordYet: "Inget lösenord är satt än: ange det första.",
  passwordThere: "Ett lösenord är redan satt: logga in.",
  codeWrong: "Det här är inte koden. Gatewayens logg säger den när den startar och när den gör en ny.",
  noSession: "Bara den som har loggat in med ett lösenord kan byta det.",
  currentWrong: "Det nuvarande lösenordet är fel.",
  ownPassword: "Byt ditt eget lösenord där även det nuvarande efterfrågas: med POST api/v1/password.",
  passwordShort: ({ least }, n) => `Ett lösenord har minst ${n(least)} tecken.`,
  passwordLong: ({ most }, n) => `Ett lösenord har högst ${n(most)} tecken.`,
  passwordCommon:
    "Det här lösenordet är bland de första som prövas. Flera ord som inte har med varandra att göra är bättre.",
  userName: "En användares namn har 1 till 64 tecken, utan mellanslag och utan `: / ? #`.",
  userTaken: ({ name }) => `Det finns redan en användare ${name}.`,
  usersMany: ({ most }, n) => `Det finns så många användare som det kan finnas: ${n(most)}.`,
  userUnknown: ({ name }) => `Det finns ingen användare ${name}.`,
  onlyAdmin: ({ name }) => `${name} är den enda med rollen admin: ge den till en annan användare först.`,
  tokenName: "En tokens namn har 1 till 64 tecken.",
  tokenTaken: ({ name }) => `Det finns redan en token ${name}.`,
  tokensMany: ({ most }, n) => `Det finns så många token som det kan finnas: ${n(most)}. Återkalla en först.`,
  tokenUnknown: ({ name }) => `Det finns ingen token ${name}.`,

  portRead: ({ source }) => `Källan ${source} läser redan den här porten: dess linje säger vad den hör.`,
  searchBusy: "En annan sökning pågår; stoppa den först.",
  searchGone: "Det finns inte längre någon sökning med detta id.",
  sourceUnknown: "Ingen källa med det här namnet är inställd.",
  brokerBusy: "En annan broker testas: vänta tills det är klart.",
  brokerAddress: "Det här är ingen adress som mqtt://192.0.2.20:1883.",
  passwordAlone: "Det finns ett lösenord utan användarnamn: ange båda, eller inget av dem.",
  connectionGone: "Det finns ingen anslutning med detta id.",
  connectionBusy: "Den här anslutningen testas redan.",

  meterUnheard: "Ingen mätare med det här namnet har tagits emot sedan starten.",
  meterUnknown: "Bokföringen känner ingen mätare med det här namnet.",
  registerUnknown:
    "Bokföringen känner ingen sådan mätarställning för en mätare med det här namnet; `/registers` har dem som den känner.",
  homeUnknown:
    "Det finns inget hem med det här namnet under `homes`, eller så har inget tagits emot från dess mätare eller dess produktion än.",
  intervalsMany: ({ count, most }, n) =>
    `Det kan bli ${n(count)} intervall, och högst ${n(most)} ges på en gång: be om kortare tid, eller om längre intervall.`,
  editTooLong: ({ days }, n) => `Så många dygn kan anges på en gång: ${n(days)}.`,
  timeNotOver: "Den här tiden är inte slut än: vad den blir vet ingen.",
  editUnknown:
    "Det finns ingen sådan mätarställning, eller så börjar och slutar tiden inte med dess intervall, eller så är den så gammal att bara dess dygn finns kvar.",
  costsTooLong: "Högst fem år räknas ut på en gång.",
  tariffUnknown:
    "Ingen mätare med det här namnet har en tariff under `tariffs`, eller så har den inte tagits emot än, eller så finns inget sådant avtal.",

  settingsWrong: "Inställningarna är inte rätt.",

  csvMissing: "Förfrågan är tom. Skicka nätbolagets CSV-fil.",
  metersMany: ({ count }, n) => `Mätpunkter i filen: ${n(count)}. Skicka en i taget.`,
  zoneUnknown: ({ zone }) => `\`${zone}\` är ingen tidszon. IANA-namn ser ut som Europe/Oslo.`,
  inFile: "Filen:",
  inLine: ({ line }) => `Rad ${line}:`,

  noFrames: "Arkivet har ingen ram än. Vänta tills mätaren har tagits emot.",
  noFramesOfSource: "Arkivet har ingen ram från den här källan än. Vänta tills mätaren har tagits emot.",
  capsuleIdentity:
    "Ingen kapsel gjordes: ett nummer från mätaren är kvar i den på ett ställe som ingen känner. Välj färre ramar, eller andra.",
  capsuleTooMuch: ({ why }) => `Ingen kapsel gjordes: ${why}. Välj färre ramar.`,
};
