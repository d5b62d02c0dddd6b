import type { ProblemTexts } from "../problem-words.ts";

/** What the gateway's checks of the settings say, in German. */
export const problems: ProblemTexts = {
  "address-wrong": ({ example }) => `Das ist keine Adresse. Zum Beispiel: ${example}`,
  "area-unknown": ({ area, areas }) => `Keine Quelle hat das Gebiet ${area}. Gebiete der Quellen: ${areas}.`,
  "bidding-zone-unknown": ({ area }) =>
    `${area} ist weder eine Gebotszone noch ein EIC-Code. docs/guides/prices.md nennt die Namen.`,
  "broker-open": ({ host }) =>
    `Der eingebaute Broker würde auf ${host} lauschen und niemanden nach einem Passwort fragen. Setzen Sie Benutzer und Passwort, oder lassen Sie ihn auf 127.0.0.1, oder schalten Sie ihn aus.`,
  "certificate-unusable": ({ certificate, key, why }) =>
    `Das Zertifikat ${certificate} und der Schlüssel ${key} können nicht verwendet werden: ${why}. Beide sind PEM-Dateien, und der Schlüssel ist der des Zertifikats, ohne Passwort.`,
  "certificate-without-key": ({ missing }) =>
    `${missing} fehlt: Client-Zertifikat und Schlüssel gehören zusammen. Setzen Sie beide oder keines.`,
  "client-id-twice": ({ clientId }) =>
    `Die Client-ID ${clientId} wird zweimal verwendet. Geben Sie jedem Format seine eigene.`,
  "csv-readings-only": () => "CSV-Dateien enthalten nur Messwerte. Für andere Arten stellen Sie das Format jsonl ein.",
  "event-never-over": () => "Das muss unter percent liegen, zum Beispiel 80 bei 90.",
  "faults-wrong": ({ example }) => `Diese Fehler sind nicht verständlich. Zum Beispiel: ${example}`,
  "file-unreadable": ({ file }) =>
    `Die Datei ${file} kann nicht gelesen werden. Prüfen Sie den Pfad, und ob der Benutzer des Gateways sie lesen darf.`,
  "increments-over-http": () =>
    "Zuwächse können nicht über HTTP abgefragt werden: Eine zweimal gefragte Antwort würde zweimal gezählt. Fragen Sie nach der Gesamtzahl des Geräts.",
  "key-wrong": () => "Das ist kein Schlüssel: Erwartet werden 32 hexadezimale Ziffern, bei AES-256 64.",
  "list-long": ({ count }) => `Die Liste darf höchstens ${count} Einträge haben.`,
  "list-short": ({ count }) => `Einträge, die die Liste mindestens braucht: ${count}.`,
  "list-twice": () => "In der Liste steht dasselbe zweimal.",
  "meter-not-chosen": () =>
    "Bei mehreren Quellen muss hier stehen, für welchen Zähler er steht: Name in Topics, Nummer oder Name.",
  "meter-twice": ({ meter }) => `Der Zähler ${meter} steht hier zweimal. Behalten Sie einen der beiden Einträge.`,
  "name-for-several": () =>
    "Ein Name für mehrere Zähler: Mit einem Platzhalter heißt der Zähler jedes Topics nach dem, was dort steht. Lassen Sie diese Einstellung weg.",
  "name-taken": ({ name }) => `Der Name ${name} ist vergeben. Jeder Name steht für eines.`,
  "network-wrong": ({ value }) =>
    `${value} ist weder eine Adresse noch ein Netz. Zum Beispiel: 172.30.32.2, fd00::2 oder 10.0.0.0/24`,
  "no-number": () =>
    "Es gibt keine Zahl zu lesen. Setzen Sie power, energy oder beide: den Pfad der Zahl, oder einen Punkt, wenn die Nachricht die Zahl ist.",
  "password-without-user": () => "Es ist ein Passwort gesetzt, aber kein Benutzer. Setzen Sie den Benutzer.",
  "page-not-served": ({ host, port, why }) =>
    `Die Seite kann auf ${host}, Port ${port}, nicht angeboten werden: ${why}. Setzen Sie http.listen auf eine Adresse dieses Rechners.`,
  "path-or-url": () =>
    "Eine Tabelle ist in einer Datei oder kommt von einem Webserver: Setzen Sie entweder path oder url.",
  "ports-in-use": ({ first, last }) =>
    `Die Ports ${first} bis ${last} sind alle belegt. Setzen Sie einen anderen Port.`,
  "price-too-fine": ({ price, digits }) => `Der Preis ${price} ist keine Zahl mit ${digits} Nachkommastellen.`,
  "secret-again": () => "Die Adresse ist eine andere: Das Passwort muss noch einmal eingegeben werden.",
  "secret-gone": () => "Das Geheimnis soll bleiben, wie es ist, aber es ist keines gesetzt. Geben Sie es ein.",
  "secret-missing": ({ setting }) => `${setting} fehlt. Setzen Sie es oder die Datei dafür, ${setting}File.`,
  "secret-twice": ({ setting }) => `${setting} und ${setting}File sind beide gesetzt. Behalten Sie eines davon.`,
  "setting-for-v2": ({ setting }) => `Die Schreib-API v2 braucht ${setting}. Für InfluxDB 1 stellen Sie v1 ein.`,
  "setting-misspelt": ({ setting, near }) => `${setting} ist keine Einstellung. Ist ${near} gemeint?`,
  "setting-needed": ({ setting }) => `${setting} fehlt.`,
  "setting-needed-like": ({ setting, example }) => `${setting} fehlt. Zum Beispiel: ${example}`,
  "setting-needed-of": ({ setting, options }) => `${setting} fehlt. Möglich sind: ${options}.`,
  "setting-unknown": ({ setting }) => `${setting} ist keine Einstellung.`,
  "sources-missing": () =>
    "Virtuelle Zähler brauchen Quellen: Ohne sie wird ein simulierter Zähler gezeigt, und dessen Zahlen darf keine Wallbox folgen. Für einen Versuch: eine Quelle vom Typ simulator.",
  "successor-of-itself": ({ meter }) =>
    `${meter} kann nicht auf sich selbst folgen. Nennen Sie den Zähler, der vorher da war.`,
  "successor-taken": ({ meter }) => `${meter} hat schon einen anderen Nachfolger. Ein Zähler hat einen Nachfolger.`,
  "time-zone-unknown": ({ value }) => `Es gibt keine Zeitzone ${value}. Zum Beispiel: Europe/Berlin`,
  "topic-missing": () => "Die Adresse eines Brokers braucht das Topic, unter dem die Zahl veröffentlicht wird.",
  "user-and-password": () => "Der Broker braucht Benutzer und Passwort, oder keines von beiden.",
  "value-empty": () => "Der Text darf nicht leer sein.",
  "value-form": ({ example }) => `Das hat nicht die erwartete Form. Zum Beispiel: ${example}`,
  "value-group": () => "Hier wird eine Gruppe von Einstellungen erwartet.",
  "value-list": () => "Hier wird eine Liste erwartet.",
  "value-long": ({ length }) => `Der Text ist zu lang: höchstens ${length} Zeichen.`,
  "value-number": ({ least, most }) => `Hier wird eine Zahl von ${least} bis ${most} erwartet.`,
  "value-number-above": ({ limit, most }) => `Hier wird eine Zahl über ${limit} und höchstens ${most} erwartet.`,
  "value-option": ({ options }) => `Möglich sind: ${options}.`,
  "value-switch": () => "Hier wird true oder false erwartet.",
  "value-text": () => "Hier wird ein Text erwartet.",
  "value-whole": ({ least, most }) => `Hier wird eine ganze Zahl von ${least} bis ${most} erwartet.`,
  "value-whole-or-word": ({ least, most, word }) =>
    `Hier wird eine ganze Zahl von ${least} bis ${most} erwartet, oder ${word}.`,
  "virtual-meter-unknown": ({ model, known }) =>
    `Es gibt keinen virtuellen Zähler ${model}. Zur Wahl stehen: ${known}.`,
};
