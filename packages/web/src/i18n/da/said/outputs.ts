import type { BrokerReasons, toldOutputs } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";
import { places } from "./places.ts";

/** What brokers mean by their reason codes, in Danish; `den` is the broker. */
const reasons: BrokerReasons = {
  1: "den taler ikke denne version af MQTT",
  2: "den godtager ikke dette klient-id",
  3: "den er ikke tilgængelig",
  4: "brugernavnet eller adgangskoden er forkert",
  5: "brugernavnet eller adgangskoden er forkert, eller denne bruger må ikke forbinde sig",
  130: "den så en protokolfejl",
  132: "den taler ikke denne version af MQTT",
  133: "den godtager ikke dette klient-id",
  134: "brugernavnet eller adgangskoden er forkert",
  135: "brugernavnet eller adgangskoden er forkert, eller denne bruger må ikke forbinde sig",
  136: "den er ikke tilgængelig",
  137: "den er optaget",
  138: "denne klient er udelukket",
  139: "den er ved at lukke ned",
  140: "den kræver en anden måde at logge ind på",
  141: "den hørte intet fra denne klient i for lang tid",
  142: "en anden klient forbandt sig med det samme klient-id; giv hver sit eget",
  149: "en meddelelse var for stor til den",
  151: "en kvote er brugt op",
  152: "dens administrator afsluttede forbindelsen",
  156: "den beder om, at en anden server bruges",
  157: "den er flyttet til en anden server",
  159: "denne klient forbinder sig for ofte",
  other: "den angiver ingen kendt årsag",
};

/** Why brokers and sinks failed, and what a test of one saw; in Danish. */
export const outputs: SentencesOf<typeof toldOutputs> = {
  ...places,

  brokerRefuses: ({ place, reason }) =>
    `${place} afviser forbindelsen: ${reasons[reason] ?? reasons.other} (årsagskode ${reason}).`,
  brokerWantsUser: ({ place, reason }) =>
    `${place} afviser forbindelsen: den kræver brugernavn og adgangskode, og ingen er sat (årsagskode ${reason}).`,
  brokerEnds: ({ place, reason }) =>
    `${place} afsluttede forbindelsen: ${reasons[reason] ?? reasons.other} (årsagskode ${reason}).`,
  brokerWordless: ({ place }) =>
    `${place} tog imod forbindelsen og afsluttede den uden et ord MQTT. Er det en broker, og er det den rigtige port?`,
  connectionBroke: ({ place, why }) => `Forbindelsen til ${place} blev afbrudt: ${why}.`,
  connectingStopped: "Oprettelsen af forbindelsen blev stoppet.",
  deliveryStopped: "Afleveringen blev stoppet.",
  notConnected: ({ output }) => `Ikke forbundet: ${output}.`,
  topicNotRead: ({ topic }) =>
    `Brokeren lader ikke denne bruger læse ${topic}. Kontrollér dens adgangsliste, eller brugeren.`,
  topicNotTaken: ({ topic, reason }) =>
    `Brokeren tager ikke imod ${topic} (årsagskode ${reason}). Kontrollér, hvad denne bruger må udgive.`,
  publishFailed: ({ topic, why }) => `${topic} kunne ikke udgives: ${why}.`,
  discoveryRefused: "Home Assistant vil ikke selv finde målerne.",
  discoveryBreaks:
    "Home Assistant vil ikke selv finde målerne: brokeren afslutter forbindelsen på grund af det. Lad denne bruger skrive under præfikset for genkendelse.",

  tlsExpired: ({ place }) => `Ingen sikker forbindelse til ${place}: certifikatet er udløbet.`,
  tlsNotYet: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: certifikatet gælder ikke endnu; går denne maskines ur rigtigt?`,
  tlsSelfSigned: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: certifikatet er selvsigneret; sæt det som caFile for at stole på det.`,
  tlsUnknownIssuer: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: certifikatet kommer fra en udsteder, som denne maskine ikke kender; sæt udstederens certifikat som caFile.`,
  tlsOtherHost: ({ place }) => `Ingen sikker forbindelse til ${place}: certifikatet gælder et andet værtsnavn.`,
  tlsNotSpoken: ({ place }) => `Ingen sikker forbindelse til ${place}: der tales ikke TLS på denne port.`,
  tlsNotMqtts: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: der tales ikke TLS på denne port; 8883 er det sædvanlige.`,
  tlsNoVersion: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: der tales ikke TLS på denne port, eller ingen version af TLS, som begge kan.`,
  tlsWantsCertificate: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: der kræves et klientcertifikat; sæt certFile og keyFile.`,
  tlsUnknownClient: ({ place }) =>
    `Ingen sikker forbindelse til ${place}: udstederen af denne klients certifikat er ikke kendt der.`,
  tlsFileMissing: ({ path }) => `TLS-filen ${path} kunne ikke læses: den findes ikke.`,
  tlsFileUnread: ({ path, why }) => `TLS-filen ${path} kunne ikke læses: ${why}.`,
  tlsFilesUnusable: ({ why }) => `TLS-filerne kan ikke bruges: ${why}.`,
  tlsFilesChanged: "TLS-filerne er ændret: forbindelsen oprettes igen med de nye.",

  noAnswerWithin: ({ place, seconds }, n) => `${place} svarede ikke inden for ${n(seconds)} s.`,
  askedToWait: ({ place, seconds }, n) => `${place} beder om at være i fred i ${n(seconds)} s endnu.`,
  serverSays: ({ why }) => `Svaret var: ${why}.`,
  webhookAnswers: ({ place, status }) => `${place} svarer med ${status}.`,
  webhookMoved: "Webhooken er flyttet; sæt dens nye adresse som `url`.",
  webhookCheckSecret: "Meddelelsen er opgivet. Kontrollér `secret` og `authorization`.",
  webhookCheckAddress: "Meddelelsen er opgivet. Kontrollér adressen.",
  influxDatabase: ({ place, database, status }) =>
    `${place} tog ikke imod aflæsningerne til databasen ${database} (status ${status}).`,
  influxBucket: ({ place, bucket, status }) =>
    `${place} tog ikke imod aflæsningerne til bucketen ${bucket} (status ${status}).`,
  influxMoved: "Den er på en anden adresse; sæt den som `url`.",
  influxCheckLogin: "Kontrollér bruger og adgangskode, eller tokenet.",
  influxCheckRights: "Kontrollér, at denne bruger eller dette token må skrive der.",
  influxCheckName: "Kontrollér navnet, og opret det, der mangler; `api` skal passe til serverens version.",

  folderFull: ({ folder }) => `Mappen ${folder} kan ikke skrives: der er ikke mere plads på disken.`,
  folderQuota: ({ folder }) => `Mappen ${folder} kan ikke skrives: brugerens andel af disken er brugt op.`,
  folderForbidden: ({ folder }) => `Mappen ${folder} kan ikke skrives: denne bruger må ikke skrive der.`,
  folderReadOnly: ({ folder }) => `Mappen ${folder} kan ikke skrives: disken kan kun læses.`,
  folderInFile: ({ folder }) => `Mappen ${folder} kan ikke skrives: en del af stien er en fil.`,
  folderIsFile: ({ folder }) => `Mappen ${folder} kan ikke skrives: der ligger en fil i stedet for den.`,
  folderGone: ({ folder }) => `Mappen ${folder} kan ikke skrives: den blev taget væk.`,
  folderFailed: ({ folder, why }) => `Mappen ${folder} kan ikke skrives: ${why}.`,

  pgWrongPassword: ({ place, user }) =>
    `PostgreSQL på ${place} afviser brugeren ${user}: brugernavnet eller adgangskoden er forkert.`,
  pgNoAccess: ({ place, user, database }) =>
    `PostgreSQL på ${place} lukker ikke brugeren ${user} ind i databasen ${database}. Kontrollér brugeren, og \`pg_hba.conf\` på serveren.`,
  pgNoDatabase: ({ place, database }) =>
    `PostgreSQL på ${place} har ingen database ${database}. Opret den, eller kontrollér dens navn.`,
  pgNoRight: ({ user, database }) =>
    `Brugeren ${user} mangler en rettighed i databasen ${database}. Giv den CREATE på databasen, eller gør den til ejer af skemaet.`,
  pgDiskFull: ({ place }) => `Disken hos PostgreSQL på ${place} er fuld.`,
  pgTooMany: ({ place }) => `PostgreSQL på ${place} har allerede for mange forbindelser.`,
  pgStops: ({ place }) => `PostgreSQL på ${place} er ved at lukke ned.`,
  pgStarts: ({ place }) => `PostgreSQL på ${place} er ved at starte.`,
  pgSays: ({ place, why, code }) => `PostgreSQL på ${place} siger: ${why} (${code}).`,
  pgNoTls: ({ place }) => `PostgreSQL på ${place} taler ikke TLS; sæt \`secure: false\`, eller slå det til der.`,
  pgWantsPassword: ({ place }) => `PostgreSQL på ${place} kræver en adgangskode, og ingen er sat.`,
  pgTablesAgain: "Tabellerne laves igen.",
  pgNewerTables: ({ schema, tables, known }) =>
    `Tabellerne i skemaet ${schema} er lavet af et nyere meter2mqtt (version ${tables}; dette kender ${known}). Opdatér dette, eller sæt et andet \`schema\`.`,

  haNotSpoken: ({ place }) => `${place} taler ikke Home Assistants API.`,
  haAnswers: ({ place, status }) => `${place} svarer med ${status}. Er det Home Assistants adresse?`,
  haSilent: ({ place, command }) => `${place} svarer ikke på ${command}.`,
  haTokenRefused: ({ place }) => `${place} godtager ikke tokenet. Lav et nyt langtidsholdbart adgangstoken.`,
  haNotAdmin: "Tokenet skal tilhøre en administrator.",
  haRefuses: ({ why, code }) => `Home Assistant afviser det: ${why} (${code}).`,
  haNotWritten: "Home Assistant tog imod rækkerne og viser dem ikke. Kører recorder der?",
  haTooMany: "For mange kommandoer venter på svar.",
  haUnknown: "Home Assistant viser sin statistik på en ukendt måde.",

  portTaken: ({ place }) => `Et andet program lytter på ${place}. Afslut det, eller sæt en anden \`port\`.`,
  addressAway: ({ host }) => `Denne maskine har ikke adressen ${host} (endnu). Kontrollér \`listen\`.`,
  portForbids: ({ place }) => `At lytte på ${place} kræver flere rettigheder. Sæt en \`port\` fra 1024 og op.`,
  portFailed: ({ place, why }) => `Det lykkedes ikke at lytte på ${place}: ${why}.`,
  meterNotHeard: "Ingen måler er modtaget endnu.",
  meterNamedNotHeard: ({ meter }) => `Ingen måler, der hedder \`${meter}\`, er modtaget endnu.`,
  metersSeveral: ({ meters }) => `Flere målere modtages (${meters}): sæt \`meter\` til den, som denne står for.`,
  meterGone: ({ since }) => `Måleren er ikke modtaget siden ${since}; det går videre, når den modtages igen.`,
  meterRhythm: "Hvor ofte måleren sender, er ikke kendt endnu: dens anden aflæsning vil vise det.",
  meterSlow: ({ seconds, most }, n) =>
    `Måleren sender hvert ${n(seconds)}. sekund. Klienter ville tro, at værdierne er fra nu: over ${n(most)} s tilbydes den dem ikke.`,

  noAnswerInTime: ({ place }) =>
    `${place} svarede ikke i tide. Kontrollér adressen, porten og eventuelle firewalls imellem.`,
  brokerTakes: ({ place, protocol }) => `${place} tager imod forbindelsen, med MQTT ${protocol}.`,
  brokerTakesUser: ({ place, user, protocol }) =>
    `${place} tager imod forbindelsen som bruger ${user}, med MQTT ${protocol}.`,
  brokerTakesTls: ({ place, protocol }) => `${place} tager imod forbindelsen over TLS, med MQTT ${protocol}.`,
  brokerTakesUserTls: ({ place, user, protocol }) =>
    `${place} tager imod forbindelsen som bruger ${user} over TLS, med MQTT ${protocol}.`,
  serverTakes: ({ place }) => `${place} tager imod forbindelser.`,
  serverTakesTls: ({ place }) => `${place} tager imod forbindelser over TLS, og der er tillid til certifikatet.`,
  serverUntried: "Om det, der sendes, bliver taget imod, viser sig, når noget afleveres.",
  folderTakes: ({ folder }) => `Filer kan skrives i ${folder}.`,
  pgTakes: ({ place, user, database, schema }) =>
    `PostgreSQL på ${place} tager imod forbindelsen fra brugeren ${user}, og tabellerne er der, i skemaet ${schema} i ${database}.`,
};
