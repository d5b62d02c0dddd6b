import type { BrokerReasons, toldOutputs } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";
import { places } from "./places.ts";

/** What brokers mean by their reason codes, in Dutch; `hij` is the broker. */
const reasons: BrokerReasons = {
  1: "hij spreekt deze versie van MQTT niet",
  2: "hij accepteert deze client-id niet",
  3: "hij is niet beschikbaar",
  4: "de gebruikersnaam of het wachtwoord is onjuist",
  5: "de gebruikersnaam of het wachtwoord is onjuist, of deze gebruiker mag geen verbinding maken",
  130: "hij zag een protocolfout",
  132: "hij spreekt deze versie van MQTT niet",
  133: "hij accepteert deze client-id niet",
  134: "de gebruikersnaam of het wachtwoord is onjuist",
  135: "de gebruikersnaam of het wachtwoord is onjuist, of deze gebruiker mag geen verbinding maken",
  136: "hij is niet beschikbaar",
  137: "hij is bezet",
  138: "deze client is uitgesloten",
  139: "hij wordt afgesloten",
  140: "hij wil een andere manier van aanmelden",
  141: "hij hoorde te lang niets van deze client",
  142: "een andere client maakte verbinding met dezelfde client-id; geef elke client een eigen",
  149: "een bericht was te groot voor hem",
  151: "een quotum is opgebruikt",
  152: "zijn beheerder heeft de verbinding beëindigd",
  156: "hij vraagt een andere server te gebruiken",
  157: "hij is naar een andere server verhuisd",
  159: "deze client maakt te vaak verbinding",
  other: "hij geeft geen bekende reden",
};

/** Why brokers and sinks failed, and what a test of one saw; in Dutch. */
export const outputs: SentencesOf<typeof toldOutputs> = {
  ...places,

  brokerRefuses: ({ place, reason }) =>
    `${place} weigert de verbinding: ${reasons[reason] ?? reasons.other} (redencode ${reason}).`,
  brokerWantsUser: ({ place, reason }) =>
    `${place} weigert de verbinding: hij wil een gebruikersnaam en een wachtwoord, en er is niets ingesteld (redencode ${reason}).`,
  brokerEnds: ({ place, reason }) =>
    `${place} heeft de verbinding beëindigd: ${reasons[reason] ?? reasons.other} (redencode ${reason}).`,
  brokerWordless: ({ place }) =>
    `${place} nam de verbinding aan en beëindigde haar zonder een woord MQTT. Is het een broker, en is het de juiste poort?`,
  connectionBroke: ({ place, why }) => `De verbinding met ${place} brak af: ${why}.`,
  connectingStopped: "Het verbinden is gestopt.",
  deliveryStopped: "Het afleveren is gestopt.",
  notConnected: ({ output }) => `Niet verbonden: ${output}.`,
  topicNotRead: ({ topic }) =>
    `De broker laat deze gebruiker ${topic} niet lezen. Controleer zijn toegangslijst, of de gebruiker.`,
  topicNotTaken: ({ topic, reason }) =>
    `De broker neemt ${topic} niet aan (redencode ${reason}). Controleer wat deze gebruiker mag publiceren.`,
  publishFailed: ({ topic, why }) => `${topic} kon niet worden gepubliceerd: ${why}.`,
  discoveryRefused: "Home Assistant zal de meters niet vanzelf vinden.",
  discoveryBreaks:
    "Home Assistant zal de meters niet vanzelf vinden: de broker beëindigt daarom de verbinding. Laat deze gebruiker schrijven onder het voorvoegsel voor ontdekking.",

  tlsExpired: ({ place }) => `Geen veilige verbinding met ${place}: het certificaat is verlopen.`,
  tlsNotYet: ({ place }) =>
    `Geen veilige verbinding met ${place}: het certificaat is nog niet geldig; loopt de klok van deze computer goed?`,
  tlsSelfSigned: ({ place }) =>
    `Geen veilige verbinding met ${place}: het certificaat is zelfondertekend; stel het in als caFile om het te vertrouwen.`,
  tlsUnknownIssuer: ({ place }) =>
    `Geen veilige verbinding met ${place}: het certificaat komt van een autoriteit die deze computer niet kent; stel het certificaat daarvan in als caFile.`,
  tlsOtherHost: ({ place }) => `Geen veilige verbinding met ${place}: het certificaat is voor een andere hostnaam.`,
  tlsNotSpoken: ({ place }) => `Geen veilige verbinding met ${place}: op deze poort wordt geen TLS gesproken.`,
  tlsNotMqtts: ({ place }) =>
    `Geen veilige verbinding met ${place}: op deze poort wordt geen TLS gesproken; 8883 is gebruikelijk.`,
  tlsNoVersion: ({ place }) =>
    `Geen veilige verbinding met ${place}: op deze poort wordt geen TLS gesproken, of geen versie van TLS die beide kennen.`,
  tlsWantsCertificate: ({ place }) =>
    `Geen veilige verbinding met ${place}: er wordt een clientcertificaat gevraagd; stel certFile en keyFile in.`,
  tlsUnknownClient: ({ place }) =>
    `Geen veilige verbinding met ${place}: de autoriteit van het certificaat van deze client is daar niet bekend.`,
  tlsFileMissing: ({ path }) => `Het TLS-bestand ${path} kon niet worden gelezen: het bestaat niet.`,
  tlsFileUnread: ({ path, why }) => `Het TLS-bestand ${path} kon niet worden gelezen: ${why}.`,
  tlsFilesUnusable: ({ why }) => `De TLS-bestanden zijn niet bruikbaar: ${why}.`,
  tlsFilesChanged: "De TLS-bestanden zijn veranderd: er wordt opnieuw verbonden met de nieuwe.",

  noAnswerWithin: ({ place, seconds }, n) => `${place} gaf binnen ${n(seconds)} s geen antwoord.`,
  askedToWait: ({ place, seconds }, n) => `${place} vraagt om nog ${n(seconds)} s met rust gelaten te worden.`,
  serverSays: ({ why }) => `Het antwoord was: ${why}.`,
  webhookAnswers: ({ place, status }) => `${place} antwoordt met ${status}.`,
  webhookMoved: "De webhook is verhuisd; stel het nieuwe adres in als `url`.",
  webhookCheckSecret: "Het bericht wordt opgegeven. Controleer `secret` en `authorization`.",
  webhookCheckAddress: "Het bericht wordt opgegeven. Controleer het adres.",
  influxDatabase: ({ place, database, status }) =>
    `${place} nam de metingen voor de database ${database} niet aan (status ${status}).`,
  influxBucket: ({ place, bucket, status }) =>
    `${place} nam de metingen voor de bucket ${bucket} niet aan (status ${status}).`,
  influxMoved: "De database heeft een ander adres; stel dat in als `url`.",
  influxCheckLogin: "Controleer gebruiker en wachtwoord, of het token.",
  influxCheckRights: "Controleer of deze gebruiker of dit token daar mag schrijven.",
  influxCheckName: "Controleer de naam, en maak wat ontbreekt; `api` moet bij de versie van de server passen.",

  folderFull: ({ folder }) => `In de map ${folder} kan niet worden geschreven: de schijf is vol.`,
  folderQuota: ({ folder }) =>
    `In de map ${folder} kan niet worden geschreven: het deel van de schijf voor deze gebruiker is opgebruikt.`,
  folderForbidden: ({ folder }) => `In de map ${folder} kan niet worden geschreven: deze gebruiker mag dat daar niet.`,
  folderReadOnly: ({ folder }) =>
    `In de map ${folder} kan niet worden geschreven: de schijf kan alleen worden gelezen.`,
  folderInFile: ({ folder }) => `In de map ${folder} kan niet worden geschreven: een deel van het pad is een bestand.`,
  folderIsFile: ({ folder }) => `In de map ${folder} kan niet worden geschreven: in plaats daarvan is er een bestand.`,
  folderGone: ({ folder }) => `In de map ${folder} kan niet worden geschreven: ze is weggehaald.`,
  folderFailed: ({ folder, why }) => `In de map ${folder} kan niet worden geschreven: ${why}.`,

  pgWrongPassword: ({ place, user }) =>
    `PostgreSQL op ${place} weigert de gebruiker ${user}: de gebruikersnaam of het wachtwoord is onjuist.`,
  pgNoAccess: ({ place, user, database }) =>
    `PostgreSQL op ${place} laat de gebruiker ${user} niet toe tot de database ${database}. Controleer de gebruiker, en \`pg_hba.conf\` op de server.`,
  pgNoDatabase: ({ place, database }) =>
    `PostgreSQL op ${place} heeft geen database ${database}. Maak ze, of controleer de naam.`,
  pgNoRight: ({ user, database }) =>
    `De gebruiker ${user} mist een recht in de database ${database}. Geef hem CREATE op de database, of maak hem eigenaar van het schema.`,
  pgDiskFull: ({ place }) => `De schijf van PostgreSQL op ${place} is vol.`,
  pgTooMany: ({ place }) => `PostgreSQL op ${place} heeft al te veel verbindingen.`,
  pgStops: ({ place }) => `PostgreSQL op ${place} wordt afgesloten.`,
  pgStarts: ({ place }) => `PostgreSQL op ${place} start op.`,
  pgSays: ({ place, why, code }) => `PostgreSQL op ${place} zegt: ${why} (${code}).`,
  pgNoTls: ({ place }) => `PostgreSQL op ${place} spreekt geen TLS; stel \`secure: false\` in, of zet het daar aan.`,
  pgWantsPassword: ({ place }) => `PostgreSQL op ${place} wil een wachtwoord, en er is geen ingesteld.`,
  pgTablesAgain: "De tabellen worden opnieuw gemaakt.",
  pgNewerTables: ({ schema, tables, known }) =>
    `De tabellen in schema ${schema} zijn gemaakt door een nieuwere meter2mqtt (versie ${tables}; deze kent ${known}). Werk deze bij, of stel een ander \`schema\` in.`,

  haNotSpoken: ({ place }) => `${place} spreekt de API van Home Assistant niet.`,
  haAnswers: ({ place, status }) => `${place} antwoordt met ${status}. Is het het adres van Home Assistant?`,
  haSilent: ({ place, command }) => `${place} antwoordt niet op ${command}.`,
  haTokenRefused: ({ place }) => `${place} accepteert het token niet. Maak een nieuw langlevend toegangstoken.`,
  haNotAdmin: "Het token moet van een beheerder zijn.",
  haRefuses: ({ why, code }) => `Home Assistant weigert: ${why} (${code}).`,
  haNotWritten: "Home Assistant nam de rijen aan en toont ze niet. Draait de recorder daar?",
  haTooMany: "Er wachten te veel opdrachten op antwoord.",
  haUnknown: "Home Assistant toont zijn statistiek op een onbekende manier.",

  portTaken: ({ place }) => `Een ander programma luistert op ${place}. Beëindig het, of stel een andere \`port\` in.`,
  addressAway: ({ host }) => `Deze computer heeft het adres ${host} (nog) niet. Controleer \`listen\`.`,
  portForbids: ({ place }) => `Luisteren op ${place} vraagt meer rechten. Stel een \`port\` van 1024 of hoger in.`,
  portFailed: ({ place, why }) => `Luisteren op ${place} lukte niet: ${why}.`,
  meterNotHeard: "Er is nog geen meter ontvangen.",
  meterNamedNotHeard: ({ meter }) => `Er is nog geen meter met de naam \`${meter}\` ontvangen.`,
  metersSeveral: ({ meters }) =>
    `Er worden meer meters ontvangen (${meters}): stel als \`meter\` die in waarvoor deze staat.`,
  meterGone: ({ since }) =>
    `De meter is sinds ${since} niet ontvangen; het gaat verder zodra hij weer wordt ontvangen.`,
  meterRhythm: "Hoe vaak de meter zendt, is nog niet bekend: zijn tweede meting zal het tonen.",
  meterSlow: ({ seconds, most }, n) =>
    `De meter zendt om de ${n(seconds)} s. Clients zouden zijn waarden voor actuele houden: boven ${n(most)} s wordt hij hun niet aangeboden.`,

  noAnswerInTime: ({ place }) =>
    `${place} gaf niet op tijd antwoord. Controleer het adres, de poort en een eventuele firewall ertussen.`,
  brokerTakes: ({ place, protocol }) => `${place} neemt de verbinding aan, met MQTT ${protocol}.`,
  brokerTakesUser: ({ place, user, protocol }) =>
    `${place} neemt de verbinding aan als gebruiker ${user}, met MQTT ${protocol}.`,
  brokerTakesTls: ({ place, protocol }) => `${place} neemt de verbinding over TLS aan, met MQTT ${protocol}.`,
  brokerTakesUserTls: ({ place, user, protocol }) =>
    `${place} neemt de verbinding over TLS aan als gebruiker ${user}, met MQTT ${protocol}.`,
  serverTakes: ({ place }) => `${place} neemt verbindingen aan.`,
  serverTakesTls: ({ place }) => `${place} neemt verbindingen over TLS aan, en het certificaat wordt vertrouwd.`,
  serverUntried: "Of ook wordt aangenomen wat wordt verstuurd, blijkt als er iets wordt afgeleverd.",
  folderTakes: ({ folder }) => `In ${folder} kunnen bestanden worden geschreven.`,
  pgTakes: ({ place, user, database, schema }) =>
    `PostgreSQL op ${place} neemt de verbinding van de gebruiker ${user} aan, en de tabellen zijn er, in schema ${schema} van ${database}.`,
};
