import type { toldRefusals } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why the API refuses a request; in Norwegian. */
export const refusals: SentencesOf<typeof toldRefusals> = {
  requestWrong: ({ why }) => `Gatewayen tar ikke imot dette: ${why}.`,
  fieldWrong: "Gatewayen tar ikke imot dette.",
  sentTooLarge: "Det som ble sendt, er større enn det som tas imot her.",
  tooManyRequests: "Det kom for mange forespørsler herfra. Prøv igjen om et minutt.",
  wentWrong: "Noe gikk galt i gatewayen; loggen dens sier hva.",
  storeFailed: ({ why }) => `Databasen til gatewayen svikter: ${why}`,
  nothingThere: ({ path }) => `Det finnes ingenting på ${path}.`,

  unknownHost: ({ name }) =>
    `Denne gatewayen går ikke under navnet ${name}. Legg det til i http.hostNames hvis den skal det.`,
  otherSite: "En side fra et annet nettsted kan ikke sende noe hit.",
  sessionOther:
    "Headeren x-csrf-token mangler eller hører til en annen økt: GET api/v1/session sier hvilken den er. En side har den når den lastes på nytt.",
  passwordNeeded:
    "Denne gatewayen har ikke noe passord ennå, så den svarer bare sin egen maskin. Åpne siden dens og sett et, med koden fra loggen.",
  userOrPasswordWrong: "Brukeren eller passordet er feil.",
  signedOut: "Logg inn først, eller send en token.",
  roleTooLow: ({ role }) => `Rollen ${role} er ikke nok til dette.`,
  passwordsBusy: "For mange passord kontrolleres akkurat nå. Prøv igjen om et øyeblikk.",
  tooManyTries: ({ seconds }, n) =>
    `For mange feil forsøk. Det neste er mulig om ${n(seconds)} s; fra gatewayens egen maskin, eller med en nettleser som har logget inn før, er det mulig med en gang.`,

  noPasswordYet: "Det er ikke satt noe passord ennå: sett det første.",
  passwordThere: "Et passord er allerede satt: logg inn.",
  codeWrong: "Dette er ikke koden. Gatewayens logg sier den når den starter, og når den lager en ny.",
  noSession: "Bare den som har logget inn med et passord, kan endre det.",
  currentWrong: "Det nåværende passordet er feil.",
  ownPassword: "Endre ditt eget passord der det spørres etter det nåværende også: med POST api/v1/password.",
  passwordShort: ({ least }, n) => `Et passord har minst ${n(least)} tegn.`,
  passwordLong: ({ most }, n) => `Et passord har høyst ${n(most)} tegn.`,
  passwordCommon:
    "Dette passordet er blant de første som prøves. Flere ord som ikke har noe med hverandre å gjøre, er bedre.",
  userName: "Navnet på en bruker har 1 til 64 tegn, uten mellomrom og uten `: / ? #`.",
  userTaken: ({ name }) => `Det finnes allerede en bruker ${name}.`,
  usersMany: ({ most }, n) => `Det er så mange brukere som det kan være: ${n(most)}.`,
  userUnknown: ({ name }) => `Det finnes ingen bruker ${name}.`,
  onlyAdmin: ({ name }) => `${name} er den eneste med rollen admin: gi en annen bruker den først.`,
  tokenName: "Navnet på en token har 1 til 64 tegn.",
  tokenTaken: ({ name }) => `Det finnes allerede en token ${name}.`,
  tokensMany: ({ most }, n) => `Det er så mange tokener som det kan være: ${n(most)}. Trekk tilbake en først.`,
  tokenUnknown: ({ name }) => `Det finnes ingen token ${name}.`,

  portRead: ({ source }) => `Kilden ${source} leser denne porten allerede: linjen dens sier hva den hører.`,
  searchBusy: "Et annet søk pågår; stopp det først.",
  searchGone: "Det finnes ikke lenger noe søk med denne id-en.",
  sourceUnknown: "Ingen kilde med dette navnet er satt opp.",
  brokerBusy: "En annen megler testes: vent til det er over.",
  brokerAddress: "Dette er ingen adresse som mqtt://192.0.2.20:1883.",
  passwordAlone: "Det er oppgitt et passord uten brukernavn: sett begge, eller ingen av dem.",
  connectionGone: "Det finnes ingen forbindelse med denne id-en.",
  connectionBusy: "Denne forbindelsen testes allerede.",

  meterUnheard: "Ingen måler med dette navnet er mottatt siden starten.",
  meterUnknown: "Regnskapet kjenner ingen måler med dette navnet.",
  registerUnknown:
    "Regnskapet kjenner ikke et slikt tellerverk for en måler med dette navnet; `/registers` har dem det kjenner.",
  homeUnknown:
    "Det finnes ikke noe hjem med dette navnet under `homes`, eller ingenting er mottatt fra målerne eller produksjonen så langt.",
  intervalsMany: ({ count, most }, n) =>
    `Det kan bli ${n(count)} intervaller, og høyst ${n(most)} gis om gangen: be om kortere tid, eller om lengre intervaller.`,
  editTooLong: ({ days }, n) => `Så mange døgn kan settes om gangen: ${n(days)}.`,
  timeNotOver: "Denne tiden er ikke over ennå: hva den kommer til, er ikke kjent.",
  editUnknown:
    "Det finnes ikke et slikt tellerverk, eller tiden begynner og slutter ikke med intervaller av det, eller den er så gammel at bare døgnene er bevart.",
  costsTooLong: "Høyst fem år regnes ut om gangen.",
  tariffUnknown:
    "Ingen måler med dette navnet har en tariff under `tariffs`, eller den er ikke mottatt så langt, eller det finnes ingen slik avtale.",

  settingsWrong: "Innstillingene er ikke riktige.",

  csvMissing: "Forespørselen er tom. Send nettselskapets CSV-fil.",
  metersMany: ({ count }, n) => `Målepunkter i filen: ${n(count)}. Send ett om gangen.`,
  zoneUnknown: ({ zone }) => `\`${zone}\` er ingen tidssone. IANA-navn ser ut som Europe/Oslo.`,
  inFile: "Filen:",
  inLine: ({ line }) => `Linje ${line}:`,

  noFrames: "Arkivet har ingen ramme ennå. Vent til måleren er mottatt.",
  noFramesOfSource: "Arkivet har ingen ramme fra denne kilden ennå. Vent til måleren er mottatt.",
  capsuleIdentity:
    "Ingen kapsel ble laget: et nummer fra måleren er igjen i den på et sted som ingen kjenner. Velg færre rammer, eller andre.",
  capsuleTooMuch: ({ why }) => `Ingen kapsel ble laget: ${why}. Velg færre rammer.`,
};
