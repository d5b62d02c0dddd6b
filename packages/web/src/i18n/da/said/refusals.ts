import type { toldRefusals } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why the API refuses a request; in Danish. */
export const refusals: SentencesOf<typeof toldRefusals> = {
  requestWrong: ({ why }) => `Gatewayen tager ikke imod dette: ${why}.`,
  fieldWrong: "Gatewayen tager ikke imod dette.",
  sentTooLarge: "Det, der blev sendt, er større, end der tages imod her.",
  tooManyRequests: "Der kom for mange forespørgsler herfra. Prøv igen om et minut.",
  wentWrong: "Noget gik galt i gatewayen; dens log siger hvad.",
  storeFailed: ({ why }) => `Gatewayens database svigter: ${why}`,
  nothingThere: ({ path }) => `Der er intet på ${path}.`,

  unknownHost: ({ name }) =>
    `Denne gateway går ikke under navnet ${name}. Føj det til http.hostNames, hvis den skal det.`,
  otherSite: "En side fra et andet websted må ikke sende noget hertil.",
  sessionOther:
    "Headeren x-csrf-token mangler eller hører til en anden session: GET api/v1/session siger, hvilken den er. En side har den, når den genindlæses.",
  passwordNeeded:
    "Denne gateway har ingen adgangskode endnu, så den svarer kun sin egen maskine. Åbn dens side, og sæt en, med koden fra loggen.",
  userOrPasswordWrong: "Brugeren eller adgangskoden er forkert.",
  signedOut: "Log ind først, eller send en token.",
  roleTooLow: ({ role }) => `Rollen ${role} er ikke nok til dette.`,
  passwordsBusy: "For mange adgangskoder kontrolleres lige nu. Prøv igen om et øjeblik.",
  tooManyTries: ({ seconds }, n) =>
    `For mange forkerte forsøg. Det næste er muligt om ${n(seconds)} s; fra gatewayens egen maskine, eller med en browser, der har logget ind før, er det muligt med det samme.`,

  noPasswordYet: "Der er ikke sat nogen adgangskode endnu: sæt den første.",
  passwordThere: "Der er allerede sat en adgangskode: log ind.",
  codeWrong: "Det er ikke koden. Gatewayens log siger den, når den starter, og når den laver en ny.",
  noSession: "Kun den, der er logget ind med en adgangskode, kan skifte den.",
  currentWrong: "Den nuværende adgangskode er forkert.",
  ownPassword: "Skift din egen adgangskode dér, hvor der også spørges efter den nuværende: med POST api/v1/password.",
  passwordShort: ({ least }, n) => `En adgangskode har mindst ${n(least)} tegn.`,
  passwordLong: ({ most }, n) => `En adgangskode har højst ${n(most)} tegn.`,
  passwordCommon:
    "Denne adgangskode er blandt de første, der prøves. Flere ord, der ikke har noget med hinanden at gøre, er bedre.",
  userName: "En brugers navn har 1 til 64 tegn, uden mellemrum og uden `: / ? #`.",
  userTaken: ({ name }) => `Der er allerede en bruger ${name}.`,
  usersMany: ({ most }, n) => `Der er så mange brugere, som der kan være: ${n(most)}.`,
  userUnknown: ({ name }) => `Der er ingen bruger ${name}.`,
  onlyAdmin: ({ name }) => `${name} er den eneste med rollen admin: giv først en anden bruger den.`,
  tokenName: "En tokens navn har 1 til 64 tegn.",
  tokenTaken: ({ name }) => `Der er allerede en token ${name}.`,
  tokensMany: ({ most }, n) => `Der er så mange tokens, som der kan være: ${n(most)}. Tilbagekald en først.`,
  tokenUnknown: ({ name }) => `Der er ingen token ${name}.`,

  portRead: ({ source }) => `Kilden ${source} læser allerede denne port: dens linje siger, hvad den hører.`,
  searchBusy: "En anden søgning er i gang; stop den først.",
  searchGone: "Der er ikke længere nogen søgning med dette id.",
  sourceUnknown: "Ingen kilde med dette navn er sat op.",
  brokerBusy: "En anden broker testes: vent, til det er overstået.",
  brokerAddress: "Det er ingen adresse som mqtt://192.0.2.20:1883.",
  passwordAlone: "Der er en adgangskode uden brugernavn: sæt begge eller ingen af dem.",
  connectionGone: "Der er ingen forbindelse med dette id.",
  connectionBusy: "Denne forbindelse testes allerede.",

  meterUnheard: "Ingen måler med dette navn er modtaget siden starten.",
  meterUnknown: "Regnskabet kender ingen måler med dette navn.",
  registerUnknown:
    "Regnskabet kender ikke et sådant tælleværk for en måler med dette navn; `/registers` har dem, det kender.",
  homeUnknown:
    "Der er intet hjem med dette navn under `homes`, eller der er intet modtaget fra dets målere eller dets produktion indtil nu.",
  intervalsMany: ({ count, most }, n) =>
    `Det kan blive ${n(count)} intervaller, og der gives højst ${n(most)} ad gangen: bed om kortere tid eller om længere intervaller.`,
  editTooLong: ({ days }, n) => `Så mange døgn kan sættes ad gangen: ${n(days)}.`,
  timeNotOver: "Denne tid er ikke forbi endnu: hvad den bliver til, vides ikke.",
  editUnknown:
    "Der er ikke et sådant tælleværk, eller tiden begynder og slutter ikke med dets intervaller, eller den er så gammel, at kun dens døgn er bevaret.",
  costsTooLong: "Der beregnes højst fem år ad gangen.",
  tariffUnknown:
    "Ingen måler med dette navn har en tarif under `tariffs`, eller den er ikke modtaget indtil nu, eller der er ingen sådan aftale.",

  settingsWrong: "Indstillingerne er ikke rigtige.",

  csvMissing: "Forespørgslen er tom. Send netselskabets CSV-fil.",
  metersMany: ({ count }, n) => `Målepunkter i filen: ${n(count)}. Send ét ad gangen.`,
  zoneUnknown: ({ zone }) => `\`${zone}\` er ingen tidszone. IANA-navne ser ud som Europe/Oslo.`,
  inFile: "Filen:",
  inLine: ({ line }) => `Linje ${line}:`,

  noFrames: "Arkivet har ingen ramme endnu. Vent, til måleren er modtaget.",
  noFramesOfSource: "Arkivet har ingen ramme fra denne kilde endnu. Vent, til måleren er modtaget.",
  capsuleIdentity:
    "Der blev ikke lavet nogen kapsel: et nummer fra måleren er tilbage i den på et sted, som ingen kender. Vælg færre rammer eller andre.",
  capsuleTooMuch: ({ why }) => `Der blev ikke lavet nogen kapsel: ${why}. Vælg færre rammer.`,
};
