import type { BrokerReasons, toldOutputs } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";
import { places } from "./places.ts";

/** What brokers mean by their reason codes, in Norwegian; `den` is the broker. */
const reasons: BrokerReasons = {
  1: "den snakker ikke denne versjonen av MQTT",
  2: "den godtar ikke denne klient-ID-en",
  3: "den er ikke tilgjengelig",
  4: "brukernavnet eller passordet er feil",
  5: "brukernavnet eller passordet er feil, eller denne brukeren får ikke koble til",
  130: "den så en protokollfeil",
  132: "den snakker ikke denne versjonen av MQTT",
  133: "den godtar ikke denne klient-ID-en",
  134: "brukernavnet eller passordet er feil",
  135: "brukernavnet eller passordet er feil, eller denne brukeren får ikke koble til",
  136: "den er ikke tilgjengelig",
  137: "den er opptatt",
  138: "denne klienten er utestengt",
  139: "den er i ferd med å avslutte",
  140: "den krever en annen innloggingsmåte",
  141: "den hørte ingenting fra denne klienten på for lenge",
  142: "en annen klient koblet til med samme klient-ID; gi hver sin egen",
  149: "en melding var for stor for den",
  151: "en kvote er brukt opp",
  152: "administratoren avsluttet forbindelsen",
  156: "den ber om at en annen server brukes",
  157: "den er flyttet til en annen server",
  159: "denne klienten kobler til for ofte",
  other: "den oppgir ingen kjent grunn",
};

/** Why brokers and sinks failed, and what a test of one saw; in Norwegian. */
export const outputs: SentencesOf<typeof toldOutputs> = {
  ...places,

  brokerRefuses: ({ place, reason }) =>
    `${place} avviser forbindelsen: ${reasons[reason] ?? reasons.other} (årsakskode ${reason}).`,
  brokerWantsUser: ({ place, reason }) =>
    `${place} avviser forbindelsen: den krever brukernavn og passord, og ingen er satt (årsakskode ${reason}).`,
  brokerEnds: ({ place, reason }) =>
    `${place} avsluttet forbindelsen: ${reasons[reason] ?? reasons.other} (årsakskode ${reason}).`,
  brokerWordless: ({ place }) =>
    `${place} tok imot forbindelsen og avsluttet den uten et ord MQTT. Er det en megler, og er det riktig port?`,
  connectionBroke: ({ place, why }) => `Forbindelsen til ${place} ble brutt: ${why}.`,
  connectingStopped: "Tilkoblingen ble stoppet.",
  deliveryStopped: "Leveringen ble stoppet.",
  notConnected: ({ output }) => `Ikke tilkoblet: ${output}.`,
  topicNotRead: ({ topic }) =>
    `Megleren lar ikke denne brukeren lese ${topic}. Sjekk tilgangslisten dens, eller brukeren.`,
  topicNotTaken: ({ topic, reason }) =>
    `Megleren tar ikke imot ${topic} (årsakskode ${reason}). Sjekk hva denne brukeren får publisere.`,
  publishFailed: ({ topic, why }) => `${topic} kunne ikke publiseres: ${why}.`,
  discoveryRefused: "Home Assistant kommer ikke til å finne målerne av seg selv.",
  discoveryBreaks:
    "Home Assistant kommer ikke til å finne målerne av seg selv: megleren avslutter forbindelsen på grunn av det. La denne brukeren skrive under prefikset for oppdagelse.",

  tlsExpired: ({ place }) => `Ingen sikker forbindelse til ${place}: sertifikatet er utløpt.`,
  tlsNotYet: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: sertifikatet gjelder ikke ennå; går klokken på denne maskinen riktig?`,
  tlsSelfSigned: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: sertifikatet er selvsignert; sett det som caFile for å stole på det.`,
  tlsUnknownIssuer: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: sertifikatet kommer fra en utsteder som denne maskinen ikke kjenner; sett utstederens sertifikat som caFile.`,
  tlsOtherHost: ({ place }) => `Ingen sikker forbindelse til ${place}: sertifikatet gjelder et annet vertsnavn.`,
  tlsNotSpoken: ({ place }) => `Ingen sikker forbindelse til ${place}: det snakkes ikke TLS på denne porten.`,
  tlsNotMqtts: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: det snakkes ikke TLS på denne porten; 8883 er vanlig.`,
  tlsNoVersion: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: det snakkes ikke TLS på denne porten, eller ingen versjon av TLS som begge kan.`,
  tlsWantsCertificate: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: det kreves et klientsertifikat; sett certFile og keyFile.`,
  tlsUnknownClient: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: utstederen av denne klientens sertifikat er ikke kjent der.`,
  tlsFileMissing: ({ path }) => `TLS-filen ${path} kunne ikke leses: den finnes ikke.`,
  tlsFileUnread: ({ path, why }) => `TLS-filen ${path} kunne ikke leses: ${why}.`,
  tlsFilesUnusable: ({ why }) => `TLS-filene kan ikke brukes: ${why}.`,
  tlsFilesChanged: "TLS-filene er endret: kobler til på nytt med de nye.",

  noAnswerWithin: ({ place, seconds }, n) => `${place} svarte ikke innen ${n(seconds)} s.`,
  askedToWait: ({ place, seconds }, n) => `${place} ber om å få være i fred i ${n(seconds)} s til.`,
  serverSays: ({ why }) => `Svaret var: ${why}.`,
  webhookAnswers: ({ place, status }) => `${place} svarer med ${status}.`,
  webhookMoved: "Webhooken er flyttet; sett den nye adressen som `url`.",
  webhookCheckSecret: "Meldingen er gitt opp. Sjekk `secret` og `authorization`.",
  webhookCheckAddress: "Meldingen er gitt opp. Sjekk adressen.",
  influxDatabase: ({ place, database, status }) =>
    `${place} tok ikke imot avlesningene til databasen ${database} (status ${status}).`,
  influxBucket: ({ place, bucket, status }) =>
    `${place} tok ikke imot avlesningene til bucketen ${bucket} (status ${status}).`,
  influxMoved: "Den er på en annen adresse; sett den som `url`.",
  influxCheckLogin: "Sjekk bruker og passord, eller tokenet.",
  influxCheckRights: "Sjekk at denne brukeren eller dette tokenet får skrive der.",
  influxCheckName: "Sjekk navnet, og opprett det som mangler; `api` må passe til serverens versjon.",

  folderFull: ({ folder }) => `Mappen ${folder} kan ikke skrives til: det er ikke mer plass på disken.`,
  folderQuota: ({ folder }) => `Mappen ${folder} kan ikke skrives til: brukerens andel av disken er brukt opp.`,
  folderForbidden: ({ folder }) => `Mappen ${folder} kan ikke skrives til: denne brukeren får ikke skrive der.`,
  folderReadOnly: ({ folder }) => `Mappen ${folder} kan ikke skrives til: disken kan bare leses.`,
  folderInFile: ({ folder }) => `Mappen ${folder} kan ikke skrives til: en del av stien er en fil.`,
  folderIsFile: ({ folder }) => `Mappen ${folder} kan ikke skrives til: det ligger en fil i stedet for den.`,
  folderGone: ({ folder }) => `Mappen ${folder} kan ikke skrives til: den ble tatt bort.`,
  folderFailed: ({ folder, why }) => `Mappen ${folder} kan ikke skrives til: ${why}.`,

  pgWrongPassword: ({ place, user }) =>
    `PostgreSQL på ${place} avviser brukeren ${user}: brukernavnet eller passordet er feil.`,
  pgNoAccess: ({ place, user, database }) =>
    `PostgreSQL på ${place} slipper ikke brukeren ${user} inn i databasen ${database}. Sjekk brukeren, og \`pg_hba.conf\` på serveren.`,
  pgNoDatabase: ({ place, database }) =>
    `PostgreSQL på ${place} har ingen database ${database}. Opprett den, eller sjekk navnet.`,
  pgNoRight: ({ user, database }) =>
    `Brukeren ${user} mangler en rettighet i databasen ${database}. Gi den CREATE på databasen, eller gjør den til eier av skjemaet.`,
  pgDiskFull: ({ place }) => `Disken til PostgreSQL på ${place} er full.`,
  pgTooMany: ({ place }) => `PostgreSQL på ${place} har allerede for mange forbindelser.`,
  pgStops: ({ place }) => `PostgreSQL på ${place} er i ferd med å avslutte.`,
  pgStarts: ({ place }) => `PostgreSQL på ${place} er i ferd med å starte.`,
  pgSays: ({ place, why, code }) => `PostgreSQL på ${place} sier: ${why} (${code}).`,
  pgNoTls: ({ place }) => `PostgreSQL på ${place} snakker ikke TLS; sett \`secure: false\`, eller slå det på der.`,
  pgWantsPassword: ({ place }) => `PostgreSQL på ${place} krever et passord, og det er ikke satt noe.`,
  pgTablesAgain: "Tabellene lages på nytt.",
  pgNewerTables: ({ schema, tables, known }) =>
    `Tabellene i skjemaet ${schema} er laget av en nyere meter2mqtt (versjon ${tables}; denne kjenner ${known}). Oppdater denne, eller sett et annet \`schema\`.`,

  haNotSpoken: ({ place }) => `${place} snakker ikke API-et til Home Assistant.`,
  haAnswers: ({ place, status }) => `${place} svarer med ${status}. Er det adressen til Home Assistant?`,
  haSilent: ({ place, command }) => `${place} svarer ikke på ${command}.`,
  haTokenRefused: ({ place }) => `${place} godtar ikke tokenet. Lag et nytt langvarig tilgangstoken.`,
  haNotAdmin: "Tokenet må tilhøre en administrator.",
  haRefuses: ({ why, code }) => `Home Assistant avviser det: ${why} (${code}).`,
  haNotWritten: "Home Assistant tok imot radene og viser dem ikke. Kjører recorder der?",
  haTooMany: "For mange kommandoer venter på svar.",
  haUnknown: "Home Assistant viser statistikken sin på en ukjent måte.",

  portTaken: ({ place }) => `Et annet program lytter på ${place}. Avslutt det, eller sett en annen \`port\`.`,
  addressAway: ({ host }) => `Denne maskinen har ikke adressen ${host} (ennå). Sjekk \`listen\`.`,
  portForbids: ({ place }) => `Å lytte på ${place} krever flere rettigheter. Sett en \`port\` fra 1024 og opp.`,
  portFailed: ({ place, why }) => `Det gikk ikke å lytte på ${place}: ${why}.`,
  meterNotHeard: "Ingen måler er mottatt ennå.",
  meterNamedNotHeard: ({ meter }) => `Ingen måler som heter \`${meter}\`, er mottatt ennå.`,
  metersSeveral: ({ meters }) => `Flere målere mottas (${meters}): sett \`meter\` til den som denne står for.`,
  meterGone: ({ since }) => `Måleren er ikke mottatt siden ${since}; det går videre når den mottas igjen.`,
  meterRhythm: "Hvor ofte måleren sender, er ikke kjent ennå: den andre avlesningen vil vise det.",
  meterSlow: ({ seconds, most }, n) =>
    `Måleren sender hvert ${n(seconds)}. sekund. Klienter ville tatt verdiene for å være fra nå: over ${n(most)} s tilbys den dem ikke.`,

  noAnswerInTime: ({ place }) =>
    `${place} svarte ikke i tide. Sjekk adressen, porten og eventuelle brannmurer imellom.`,
  brokerTakes: ({ place, protocol }) => `${place} tar imot forbindelsen, med MQTT ${protocol}.`,
  brokerTakesUser: ({ place, user, protocol }) =>
    `${place} tar imot forbindelsen som bruker ${user}, med MQTT ${protocol}.`,
  brokerTakesTls: ({ place, protocol }) => `${place} tar imot forbindelsen over TLS, med MQTT ${protocol}.`,
  brokerTakesUserTls: ({ place, user, protocol }) =>
    `${place} tar imot forbindelsen som bruker ${user} over TLS, med MQTT ${protocol}.`,
  serverTakes: ({ place }) => `${place} tar imot forbindelser.`,
  serverTakesTls: ({ place }) => `${place} tar imot forbindelser over TLS, og sertifikatet er til å stole på.`,
  serverUntried: "Om det som sendes, blir tatt imot, viser seg når noe leveres.",
  folderTakes: ({ folder }) => `Filer kan skrives i ${folder}.`,
  pgTakes: ({ place, user, database, schema }) =>
    `PostgreSQL på ${place} tar imot forbindelsen fra brukeren ${user}, og tabellene er der, i skjemaet ${schema} i ${database}.`,
};
