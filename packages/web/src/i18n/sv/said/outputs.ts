import type { BrokerReasons, toldOutputs } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";
import { places } from "./places.ts";

/** What brokers mean by their reason codes, in Swedish; `den` is the broker. */
const reasons: BrokerReasons = {
  1: "den talar inte den här versionen av MQTT",
  2: "den godtar inte det här klient-id:t",
  3: "den är inte tillgänglig",
  4: "användarnamnet eller lösenordet är fel",
  5: "användarnamnet eller lösenordet är fel, eller så får den här användaren inte ansluta",
  130: "den såg ett protokollfel",
  132: "den talar inte den här versionen av MQTT",
  133: "den godtar inte det här klient-id:t",
  134: "användarnamnet eller lösenordet är fel",
  135: "användarnamnet eller lösenordet är fel, eller så får den här användaren inte ansluta",
  136: "den är inte tillgänglig",
  137: "den är upptagen",
  138: "den här klienten är utestängd",
  139: "den håller på att avslutas",
  140: "den kräver ett annat sätt att logga in",
  141: "den hörde inget från den här klienten på för länge",
  142: "en annan klient anslöt med samma klient-id; ge var och en ett eget",
  149: "ett meddelande var för stort för den",
  151: "en kvot är förbrukad",
  152: "dess administratör avslutade anslutningen",
  156: "den ber att en annan server används",
  157: "den har flyttat till en annan server",
  159: "den här klienten ansluter för ofta",
  other: "den anger ingen känd orsak",
};

/** Why brokers and sinks failed, and what a test of one saw; in Swedish. */
export const outputs: SentencesOf<typeof toldOutputs> = {
  ...places,

  brokerRefuses: ({ place, reason }) =>
    `${place} avvisar anslutningen: ${reasons[reason] ?? reasons.other} (orsakskod ${reason}).`,
  brokerWantsUser: ({ place, reason }) =>
    `${place} avvisar anslutningen: den kräver användarnamn och lösenord, och inga är inställda (orsakskod ${reason}).`,
  brokerEnds: ({ place, reason }) =>
    `${place} avslutade anslutningen: ${reasons[reason] ?? reasons.other} (orsakskod ${reason}).`,
  brokerWordless: ({ place }) =>
    `${place} tog emot anslutningen och avslutade den utan ett ord MQTT. Är det en broker, och är det rätt port?`,
  connectionBroke: ({ place, why }) => `Anslutningen till ${place} bröts: ${why}.`,
  connectingStopped: "Anslutningsförsöket avbröts.",
  deliveryStopped: "Leveransen avbröts.",
  notConnected: ({ output }) => `Inte ansluten: ${output}.`,
  topicNotRead: ({ topic }) =>
    `Brokern låter inte den här användaren läsa ${topic}. Kontrollera dess åtkomstlista, eller användaren.`,
  topicNotTaken: ({ topic, reason }) =>
    `Brokern tar inte emot ${topic} (orsakskod ${reason}). Kontrollera vad den här användaren får publicera.`,
  publishFailed: ({ topic, why }) => `${topic} kunde inte publiceras: ${why}.`,
  discoveryRefused: "Home Assistant kommer inte att hitta mätarna av sig självt.",
  discoveryBreaks:
    "Home Assistant kommer inte att hitta mätarna av sig självt: brokern avslutar anslutningen på grund av det. Låt den här användaren skriva under prefixet för upptäckt.",

  tlsExpired: ({ place }) => `Ingen säker anslutning till ${place}: certifikatet har gått ut.`,
  tlsNotYet: ({ place }) =>
    `Ingen säker anslutning till ${place}: certifikatet gäller inte än; går den här datorns klocka rätt?`,
  tlsSelfSigned: ({ place }) =>
    `Ingen säker anslutning till ${place}: certifikatet är självsignerat; ange det som caFile för att lita på det.`,
  tlsUnknownIssuer: ({ place }) =>
    `Ingen säker anslutning till ${place}: certifikatet kommer från en utfärdare som den här datorn inte känner till; ange utfärdarens certifikat som caFile.`,
  tlsOtherHost: ({ place }) => `Ingen säker anslutning till ${place}: certifikatet gäller ett annat värdnamn.`,
  tlsNotSpoken: ({ place }) => `Ingen säker anslutning till ${place}: där talas inte TLS på den här porten.`,
  tlsNotMqtts: ({ place }) =>
    `Ingen säker anslutning till ${place}: där talas inte TLS på den här porten; 8883 är det vanliga.`,
  tlsNoVersion: ({ place }) =>
    `Ingen säker anslutning till ${place}: där talas inte TLS på den här porten, eller ingen version av TLS som båda kan.`,
  tlsWantsCertificate: ({ place }) =>
    `Ingen säker anslutning till ${place}: där krävs ett klientcertifikat; ange certFile och keyFile.`,
  tlsUnknownClient: ({ place }) =>
    `Ingen säker anslutning till ${place}: utfärdaren av den här klientens certifikat är inte känd där.`,
  tlsFileMissing: ({ path }) => `TLS-filen ${path} kunde inte läsas: den finns inte.`,
  tlsFileUnread: ({ path, why }) => `TLS-filen ${path} kunde inte läsas: ${why}.`,
  tlsFilesUnusable: ({ why }) => `TLS-filerna går inte att använda: ${why}.`,
  tlsFilesChanged: "TLS-filerna har ändrats: ansluter igen med de nya.",

  noAnswerWithin: ({ place, seconds }, n) => `${place} svarade inte inom ${n(seconds)} s.`,
  askedToWait: ({ place, seconds }, n) => `${place} ber att få vara i fred i ${n(seconds)} s till.`,
  serverSays: ({ why }) => `Svaret var: ${why}.`,
  webhookAnswers: ({ place, status }) => `${place} svarar med ${status}.`,
  webhookMoved: "Webhooken har flyttat; ange dess nya adress som `url`.",
  webhookCheckSecret: "Meddelandet ges upp. Kontrollera `secret` och `authorization`.",
  webhookCheckAddress: "Meddelandet ges upp. Kontrollera adressen.",
  influxDatabase: ({ place, database, status }) =>
    `${place} tog inte emot avläsningarna för databasen ${database} (status ${status}).`,
  influxBucket: ({ place, bucket, status }) =>
    `${place} tog inte emot avläsningarna för bucketen ${bucket} (status ${status}).`,
  influxMoved: "Den finns på en annan adress; ange den som `url`.",
  influxCheckLogin: "Kontrollera användare och lösenord, eller din token.",
  influxCheckRights: "Kontrollera att den här användaren eller din token får skriva där.",
  influxCheckName: "Kontrollera namnet, och skapa det som saknas; `api` måste passa serverns version.",

  folderFull: ({ folder }) => `Mappen ${folder} kan inte skrivas: det finns ingen plats kvar på disken.`,
  folderQuota: ({ folder }) => `Mappen ${folder} kan inte skrivas: användarens andel av disken är förbrukad.`,
  folderForbidden: ({ folder }) => `Mappen ${folder} kan inte skrivas: den här användaren får inte skriva där.`,
  folderReadOnly: ({ folder }) => `Mappen ${folder} kan inte skrivas: disken kan bara läsas.`,
  folderInFile: ({ folder }) => `Mappen ${folder} kan inte skrivas: en del av sökvägen är en fil.`,
  folderIsFile: ({ folder }) => `Mappen ${folder} kan inte skrivas: i dess ställe ligger en fil.`,
  folderGone: ({ folder }) => `Mappen ${folder} kan inte skrivas: den togs bort.`,
  folderFailed: ({ folder, why }) => `Mappen ${folder} kan inte skrivas: ${why}.`,

  pgWrongPassword: ({ place, user }) =>
    `PostgreSQL på ${place} avvisar användaren ${user}: användarnamnet eller lösenordet är fel.`,
  pgNoAccess: ({ place, user, database }) =>
    `PostgreSQL på ${place} släpper inte in användaren ${user} i databasen ${database}. Kontrollera användaren, och \`pg_hba.conf\` på servern.`,
  pgNoDatabase: ({ place, database }) =>
    `PostgreSQL på ${place} har ingen databas ${database}. Skapa den, eller kontrollera namnet.`,
  pgNoRight: ({ user, database }) =>
    `Användaren ${user} saknar en rättighet i databasen ${database}. Ge den CREATE på databasen, eller gör den till ägare av schemat.`,
  pgDiskFull: ({ place }) => `Disken hos PostgreSQL på ${place} är full.`,
  pgTooMany: ({ place }) => `PostgreSQL på ${place} har redan för många anslutningar.`,
  pgStops: ({ place }) => `PostgreSQL på ${place} håller på att avslutas.`,
  pgStarts: ({ place }) => `PostgreSQL på ${place} håller på att starta.`,
  pgSays: ({ place, why, code }) => `PostgreSQL på ${place} säger: ${why} (${code}).`,
  pgNoTls: ({ place }) => `PostgreSQL på ${place} talar inte TLS; ange \`secure: false\`, eller slå på det där.`,
  pgWantsPassword: ({ place }) => `PostgreSQL på ${place} kräver ett lösenord, och inget är inställt.`,
  pgTablesAgain: "Tabellerna skapas på nytt.",
  pgNewerTables: ({ schema, tables, known }) =>
    `Tabellerna i schemat ${schema} skapades av ett nyare meter2mqtt (version ${tables}; det här känner till ${known}). Uppdatera det här, eller ange ett annat \`schema\`.`,

  haNotSpoken: ({ place }) => `${place} talar inte Home Assistants API.`,
  haAnswers: ({ place, status }) => `${place} svarar med ${status}. Är det Home Assistants adress?`,
  haSilent: ({ place, command }) => `${place} svarar inte på ${command}.`,
  haTokenRefused: ({ place }) => `${place} godtar inte din token. Skapa en ny långlivad åtkomsttoken.`,
  haNotAdmin: "Din token måste tillhöra en administratör.",
  haRefuses: ({ why, code }) => `Home Assistant avvisar det: ${why} (${code}).`,
  haNotWritten: "Home Assistant tog emot raderna och visar dem inte. Är recorder igång där?",
  haTooMany: "För många kommandon väntar på svar.",
  haUnknown: "Home Assistant visar sin statistik på ett okänt sätt.",

  portTaken: ({ place }) => `Ett annat program lyssnar på ${place}. Avsluta det, eller ange en annan \`port\`.`,
  addressAway: ({ host }) => `Den här datorn har inte adressen ${host} (än). Kontrollera \`listen\`.`,
  portForbids: ({ place }) => `Att lyssna på ${place} kräver fler rättigheter. Ange en \`port\` från 1024 och uppåt.`,
  portFailed: ({ place, why }) => `Det gick inte att lyssna på ${place}: ${why}.`,
  meterNotHeard: "Ingen mätare har tagits emot än.",
  meterNamedNotHeard: ({ meter }) => `Ingen mätare som heter \`${meter}\` har tagits emot än.`,
  metersSeveral: ({ meters }) => `Flera mätare tas emot (${meters}): ange som \`meter\` den som den här står för.`,
  meterGone: ({ since }) => `Mätaren har inte tagits emot sedan ${since}; det fortsätter när den tas emot igen.`,
  meterRhythm: "Hur ofta mätaren skickar är inte känt än: dess andra avläsning visar det.",
  meterSlow: ({ seconds, most }, n) =>
    `Tid mellan mätarens sändningar: ${n(seconds)} s. Klienter skulle ta dess värden för aktuella: över ${n(most)} s erbjuds den inte.`,

  noAnswerInTime: ({ place }) =>
    `${place} svarade inte i tid. Kontrollera adressen, porten och eventuella brandväggar däremellan.`,
  brokerTakes: ({ place, protocol }) => `${place} tar emot anslutningen, med MQTT ${protocol}.`,
  brokerTakesUser: ({ place, user, protocol }) =>
    `${place} tar emot anslutningen som användare ${user}, med MQTT ${protocol}.`,
  brokerTakesTls: ({ place, protocol }) => `${place} tar emot anslutningen över TLS, med MQTT ${protocol}.`,
  brokerTakesUserTls: ({ place, user, protocol }) =>
    `${place} tar emot anslutningen som användare ${user} över TLS, med MQTT ${protocol}.`,
  serverTakes: ({ place }) => `${place} tar emot anslutningar.`,
  serverTakesTls: ({ place }) => `${place} tar emot anslutningar över TLS, och certifikatet är betrott.`,
  serverUntried: "Om det som skickas tas emot visar sig när något levereras.",
  folderTakes: ({ folder }) => `Filer kan skrivas i ${folder}.`,
  pgTakes: ({ place, user, database, schema }) =>
    `PostgreSQL på ${place} tar emot anslutningen från användaren ${user}, och tabellerna finns, i schemat ${schema} i ${database}.`,
};
