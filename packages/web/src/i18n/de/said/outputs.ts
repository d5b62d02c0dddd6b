import type { BrokerReasons, toldOutputs } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";
import { places } from "./places.ts";

/** What brokers mean by their reason codes, in German; `er` is the broker. */
const reasons: BrokerReasons = {
  1: "Er spricht diese Version von MQTT nicht",
  2: "Er nimmt diese Client-ID nicht an",
  3: "Er ist nicht verfügbar",
  4: "Benutzername oder Passwort ist falsch",
  5: "Benutzername oder Passwort ist falsch, oder dieser Benutzer darf sich nicht verbinden",
  130: "Er hat einen Protokollfehler gesehen",
  132: "Er spricht diese Version von MQTT nicht",
  133: "Er nimmt diese Client-ID nicht an",
  134: "Benutzername oder Passwort ist falsch",
  135: "Benutzername oder Passwort ist falsch, oder dieser Benutzer darf sich nicht verbinden",
  136: "Er ist nicht verfügbar",
  137: "Er ist ausgelastet",
  138: "Dieser Client ist gesperrt",
  139: "Er wird gerade beendet",
  140: "Er verlangt ein anderes Anmeldeverfahren",
  141: "Er hat zu lange nichts von diesem Client gehört",
  142: "Ein anderer Client hat sich mit derselben Client-ID verbunden; geben Sie jedem eine eigene",
  149: "Eine Nachricht war ihm zu groß",
  151: "Ein Kontingent ist aufgebraucht",
  152: "Sein Administrator hat die Verbindung beendet",
  156: "Er verweist auf einen anderen Server",
  157: "Er ist auf einen anderen Server umgezogen",
  159: "Dieser Client verbindet sich zu oft",
  other: "Er nennt keinen bekannten Grund",
};

/** Why brokers and sinks failed, and what a test of one saw; in German. */
export const outputs: SentencesOf<typeof toldOutputs> = {
  ...places,

  brokerRefuses: ({ place, reason }) =>
    `${place} lehnt die Verbindung ab: ${reasons[reason] ?? reasons.other} (Grund ${reason}).`,
  brokerWantsUser: ({ place, reason }) =>
    `${place} lehnt die Verbindung ab: Er verlangt Benutzernamen und Passwort, und es sind keine eingestellt (Grund ${reason}).`,
  brokerEnds: ({ place, reason }) =>
    `${place} hat die Verbindung beendet: ${reasons[reason] ?? reasons.other} (Grund ${reason}).`,
  brokerWordless: ({ place }) =>
    `${place} hat die Verbindung angenommen und ohne ein Wort MQTT beendet. Ist es ein Broker, und ist es der richtige Port?`,
  connectionBroke: ({ place, why }) => `Die Verbindung zu ${place} brach ab: ${why}.`,
  connectingStopped: "Der Verbindungsaufbau wurde abgebrochen.",
  deliveryStopped: "Die Übergabe wurde abgebrochen.",
  notConnected: ({ output }) => `Nicht verbunden: ${output}.`,
  topicNotRead: ({ topic }) =>
    `Der Broker lässt diesen Benutzer ${topic} nicht lesen. Prüfen Sie seine Zugriffsliste oder den Benutzer.`,
  topicNotTaken: ({ topic, reason }) =>
    `Der Broker nimmt ${topic} nicht an (Grund ${reason}). Prüfen Sie, was dieser Benutzer veröffentlichen darf.`,
  publishFailed: ({ topic, why }) => `${topic} ließ sich nicht veröffentlichen: ${why}.`,
  discoveryRefused: "Home Assistant wird die Zähler nicht von selbst finden.",
  discoveryBreaks:
    "Home Assistant wird die Zähler nicht von selbst finden: Der Broker beendet deswegen die Verbindung. Lassen Sie diesen Benutzer unter dem Präfix der Erkennung schreiben.",

  tlsExpired: ({ place }) => `Keine sichere Verbindung zu ${place}: Das Zertifikat ist abgelaufen.`,
  tlsNotYet: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Das Zertifikat gilt noch nicht; geht die Uhr dieses Rechners richtig?`,
  tlsSelfSigned: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Das Zertifikat ist selbst signiert; um ihm zu vertrauen, stellen Sie es als caFile ein.`,
  tlsUnknownIssuer: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Das Zertifikat kommt von einer Stelle, die dieser Rechner nicht kennt; stellen Sie deren Zertifikat als caFile ein.`,
  tlsOtherHost: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Das Zertifikat ist für einen anderen Hostnamen ausgestellt.`,
  tlsNotSpoken: ({ place }) => `Keine sichere Verbindung zu ${place}: Auf diesem Port wird kein TLS gesprochen.`,
  tlsNotMqtts: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Auf diesem Port wird kein TLS gesprochen; üblich ist 8883.`,
  tlsNoVersion: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Auf diesem Port wird kein TLS gesprochen, oder keine Version von TLS, die beide können.`,
  tlsWantsCertificate: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Es wird ein Client-Zertifikat verlangt; stellen Sie certFile und keyFile ein.`,
  tlsUnknownClient: ({ place }) =>
    `Keine sichere Verbindung zu ${place}: Die Stelle, von der das Zertifikat dieses Clients kommt, ist dort nicht bekannt.`,
  tlsFileMissing: ({ path }) => `Die TLS-Datei ${path} ließ sich nicht lesen: Es gibt sie nicht.`,
  tlsFileUnread: ({ path, why }) => `Die TLS-Datei ${path} ließ sich nicht lesen: ${why}.`,
  tlsFilesUnusable: ({ why }) => `Die TLS-Dateien sind nicht zu gebrauchen: ${why}.`,
  tlsFilesChanged: "Die TLS-Dateien haben sich geändert: Die Verbindung wird mit den neuen wieder aufgebaut.",

  noAnswerWithin: ({ place, seconds }, n) => `${place} hat nicht innerhalb von ${n(seconds)} s geantwortet.`,
  askedToWait: ({ place, seconds }, n) => `${place} will noch ${n(seconds)} s lang nichts geschickt bekommen.`,
  serverSays: ({ why }) => `Es kam die Antwort: ${why}.`,
  webhookAnswers: ({ place, status }) => `${place} antwortet mit ${status}.`,
  webhookMoved: "Der Webhook ist umgezogen; stellen Sie seine neue Adresse als `url` ein.",
  webhookCheckSecret: "Die Nachricht wird aufgegeben. Prüfen Sie `secret` und `authorization`.",
  webhookCheckAddress: "Die Nachricht wird aufgegeben. Prüfen Sie die Adresse.",
  influxDatabase: ({ place, database, status }) =>
    `${place} hat die Messwerte für die Datenbank ${database} nicht angenommen (Status ${status}).`,
  influxBucket: ({ place, bucket, status }) =>
    `${place} hat die Messwerte für den Bucket ${bucket} nicht angenommen (Status ${status}).`,
  influxMoved: "Die Datenbank ist unter einer anderen Adresse; stellen Sie diese als `url` ein.",
  influxCheckLogin: "Prüfen Sie Benutzer und Passwort, oder den Token.",
  influxCheckRights: "Prüfen Sie, ob dieser Benutzer oder Token dort schreiben darf.",
  influxCheckName: "Prüfen Sie den Namen, und legen Sie an, was fehlt; `api` muss zur Version des Servers passen.",

  folderFull: ({ folder }) => `In den Ordner ${folder} lässt sich nicht schreiben: Auf der Platte ist kein Platz mehr.`,
  folderQuota: ({ folder }) =>
    `In den Ordner ${folder} lässt sich nicht schreiben: Der Anteil des Benutzers an der Platte ist aufgebraucht.`,
  folderForbidden: ({ folder }) =>
    `In den Ordner ${folder} lässt sich nicht schreiben: Dieser Benutzer darf es dort nicht.`,
  folderReadOnly: ({ folder }) =>
    `In den Ordner ${folder} lässt sich nicht schreiben: Von der Platte kann nur gelesen werden.`,
  folderInFile: ({ folder }) =>
    `In den Ordner ${folder} lässt sich nicht schreiben: Ein Teil des Pfads ist eine Datei.`,
  folderIsFile: ({ folder }) => `In den Ordner ${folder} lässt sich nicht schreiben: An seiner Stelle ist eine Datei.`,
  folderGone: ({ folder }) => `In den Ordner ${folder} lässt sich nicht schreiben: Er wurde entfernt.`,
  folderFailed: ({ folder, why }) => `In den Ordner ${folder} lässt sich nicht schreiben: ${why}.`,

  pgWrongPassword: ({ place, user }) =>
    `PostgreSQL unter ${place} weist den Benutzer ${user} ab: Benutzername oder Passwort ist falsch.`,
  pgNoAccess: ({ place, user, database }) =>
    `PostgreSQL unter ${place} lässt den Benutzer ${user} nicht in die Datenbank ${database}. Prüfen Sie den Benutzer, und \`pg_hba.conf\` auf dem Server.`,
  pgNoDatabase: ({ place, database }) =>
    `PostgreSQL unter ${place} hat keine Datenbank ${database}. Legen Sie sie an, oder prüfen Sie ihren Namen.`,
  pgNoRight: ({ user, database }) =>
    `Dem Benutzer ${user} fehlt ein Recht in der Datenbank ${database}. Geben Sie ihm CREATE für die Datenbank, oder machen Sie ihn zum Eigentümer des Schemas.`,
  pgDiskFull: ({ place }) => `Die Platte von PostgreSQL unter ${place} ist voll.`,
  pgTooMany: ({ place }) => `PostgreSQL unter ${place} hat schon zu viele Verbindungen.`,
  pgStops: ({ place }) => `PostgreSQL unter ${place} wird gerade beendet.`,
  pgStarts: ({ place }) => `PostgreSQL unter ${place} startet gerade.`,
  pgSays: ({ place, why, code }) => `PostgreSQL unter ${place} meldet: ${why} (${code}).`,
  pgNoTls: ({ place }) =>
    `PostgreSQL unter ${place} spricht kein TLS; stellen Sie \`secure: false\` ein, oder schalten Sie es dort ein.`,
  pgWantsPassword: ({ place }) => `PostgreSQL unter ${place} verlangt ein Passwort, und es ist keines eingestellt.`,
  pgTablesAgain: "Die Tabellen werden neu angelegt.",
  pgNewerTables: ({ schema, tables, known }) =>
    `Die Tabellen im Schema ${schema} hat ein neueres meter2mqtt angelegt (Version ${tables}; dieses kennt ${known}). Aktualisieren Sie dieses, oder stellen Sie ein anderes \`schema\` ein.`,

  haNotSpoken: ({ place }) => `${place} spricht nicht die API von Home Assistant.`,
  haAnswers: ({ place, status }) => `${place} antwortet mit ${status}. Ist es die Adresse von Home Assistant?`,
  haSilent: ({ place, command }) => `${place} antwortet nicht auf ${command}.`,
  haTokenRefused: ({ place }) =>
    `${place} nimmt den Token nicht an. Erstellen Sie einen neuen langlebigen Zugriffstoken.`,
  haNotAdmin: "Der Token muss einem Administrator gehören.",
  haRefuses: ({ why, code }) => `Home Assistant lehnt ab: ${why} (${code}).`,
  haNotWritten: "Home Assistant hat die Zeilen angenommen und zeigt sie nicht. Läuft dort der Recorder?",
  haTooMany: "Zu viele Befehle warten auf eine Antwort.",
  haUnknown: "Home Assistant zeigt seine Statistik in einer unbekannten Form.",

  portTaken: ({ place }) =>
    `Unter ${place} lauscht schon ein anderes Programm. Beenden Sie es, oder stellen Sie einen anderen \`port\` ein.`,
  addressAway: ({ host }) => `Dieser Rechner hat die Adresse ${host} (noch) nicht. Prüfen Sie \`listen\`.`,
  portForbids: ({ place }) => `Um unter ${place} zu lauschen, fehlen Rechte. Stellen Sie einen \`port\` ab 1024 ein.`,
  portFailed: ({ place, why }) => `Unter ${place} ließ sich nicht lauschen: ${why}.`,
  meterNotHeard: "Es wurde noch kein Zähler empfangen.",
  meterNamedNotHeard: ({ meter }) => `Es wurde noch kein Zähler namens \`${meter}\` empfangen.`,
  metersSeveral: ({ meters }) =>
    `Mehrere Zähler werden empfangen (${meters}): Stellen Sie als \`meter\` den ein, für den dieser steht.`,
  meterGone: ({ since }) =>
    `Der Zähler wurde seit ${since} nicht empfangen; es geht weiter, sobald er wieder empfangen wird.`,
  meterRhythm: "Wie oft der Zähler sendet, ist noch nicht bekannt: Sein zweiter Messwert wird es zeigen.",
  meterSlow: ({ seconds, most }, n) =>
    `Der Zähler sendet alle ${n(seconds)} s. Clients hielten seine Werte für gegenwärtige: Über ${n(most)} s wird er ihnen nicht angeboten.`,

  noAnswerInTime: ({ place }) =>
    `${place} hat nicht rechtzeitig geantwortet. Prüfen Sie die Adresse, den Port und eine Firewall dazwischen.`,
  brokerTakes: ({ place, protocol }) => `${place} nimmt die Verbindung an, mit MQTT ${protocol}.`,
  brokerTakesUser: ({ place, user, protocol }) =>
    `${place} nimmt die Verbindung als Benutzer ${user} an, mit MQTT ${protocol}.`,
  brokerTakesTls: ({ place, protocol }) => `${place} nimmt die Verbindung über TLS an, mit MQTT ${protocol}.`,
  brokerTakesUserTls: ({ place, user, protocol }) =>
    `${place} nimmt die Verbindung als Benutzer ${user} über TLS an, mit MQTT ${protocol}.`,
  serverTakes: ({ place }) => `${place} nimmt Verbindungen an.`,
  serverTakesTls: ({ place }) => `${place} nimmt Verbindungen über TLS an, und dem Zertifikat wird vertraut.`,
  serverUntried: "Ob auch angenommen wird, was gesendet wird, zeigt sich bei der nächsten Übergabe.",
  folderTakes: ({ folder }) => `In ${folder} lassen sich Dateien schreiben.`,
  pgTakes: ({ place, user, database, schema }) =>
    `PostgreSQL unter ${place} nimmt die Verbindung des Benutzers ${user} an, und die Tabellen sind da, im Schema ${schema} von ${database}.`,
};
