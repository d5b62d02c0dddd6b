import type { Catalogue } from "../text.ts";

/** The words of the page Set-up, in German. */
export const setUp: Catalogue["setUp"] = {
  title: "Einrichtung",
  start: "Einrichten",
  lead: "Vom Kabel zum ersten Messwert. Gespeichert wird erst, wenn Sie es sagen.",
  progress: "Schritte",
  step: (number, count) => `Schritt ${number} von ${count}`,
  steps: {
    way: "Wo er ist",
    place: "Der Anschluss",
    listen: "Zuhören",
    keys: "Schlüssel",
    meter: "Der Zähler",
    costs: "Preise",
    output: "Veröffentlichen",
    save: "Speichern",
    reading: "Erster Messwert",
  },
  next: "Weiter",
  back: "Zurück",
  skip: "Überspringen",

  found: {
    title: "Bisher gefunden",
    nothing: "Noch nichts.",
    source: "Quelle",
    line: "Schnittstelle",
    heard: "Empfangen",
    meter: "Zähler",
    maker: "Hersteller",
    ciphered: "Verschlüsselt",
    keys: "Schlüssel",
    keysGood: "richtig",
    keysVerified: "richtig, Signatur geprüft",
    octets: (octets, frames) => `Oktette: ${octets}, Telegramme: ${frames}`,
    yes: "ja",
    no: "nein",
    name: "Name",
    country: "Land",
    prices: "Preise",
    output: "Veröffentlichen",
  },

  way: {
    title: "Wo ist der Zähler angeschlossen?",
    ways: {
      serial: {
        title: "Serielle Schnittstelle",
        about: "Ein USB-Adapter, ein Lesekopf oder ein UART dieses Rechners.",
      },
      tcp: {
        title: "Über das Netz",
        about: "Ein Adapter oder ein anderer Rechner, der die Oktette des Zählers über TCP weitergibt.",
      },
      mqtt: { title: "MQTT", about: "Ein anderer Leser veröffentlicht die Telegramme des Zählers bei einem Broker." },
      simulator: { title: "Simulierter Zähler", about: "Erfundene Zahlen, um sich umzusehen." },
    },
    already: (count, shown) =>
      count === 1
        ? "Eine Quelle ist schon eingerichtet; sie bleibt."
        : `${shown} Quellen sind schon eingerichtet; sie bleiben.`,
    backup: "Ich habe eine Sicherung von amsreader-firmware",
    more: "HTTP, Push, Zahlen und Impulse gibt es unter Einstellungen.",
    toSettings: "Zu den Einstellungen",
  },

  place: {
    ports: "Serielle Schnittstellen dieses Rechners",
    noPorts:
      "Keine serielle Schnittstelle gefunden. Stecken Sie den Adapter ein und suchen Sie erneut; ein Container muss sie als Gerät bekommen.",
    again: "Erneut suchen",
    looking: "Schnittstellen werden gesucht",
    otherPort: "Schnittstelle, falls sie nicht in der Liste steht",
    usedBy: (source) => `Die Quelle ${source} liest sie schon.`,
    host: "Host",
    hostHint: "Name oder Adresse.",
    tcpPort: "TCP-Port",
    url: "Adresse des Brokers",
    topic: "Topic",
    topicHint: "Wo die Telegramme veröffentlicht werden.",
    username: "Benutzer, falls danach gefragt wird",
    password: "Passwort",
    model: "Welcher Zähler?",
  },

  listen: {
    title: "Hört zu",
    about:
      "Die meisten Zähler senden alle 2 bis 10 Sekunden, manche nur einmal in der Minute. Bei einer seriellen Schnittstelle wird die Baudrate durch Zuhören gefunden: Das kann zwei Minuten dauern.",
    heard: (octets, frames, damaged) => `Oktette: ${octets}. Ganze Telegramme: ${frames}. Beschädigte: ${damaged}.`,
    good: "Ein Zähler sendet",
    ciphered: "Ein Zähler sendet, verschlüsselt",
    cipheredNext: "Die Schlüssel kommen vom Netzbetreiber. Der nächste Schritt fragt danach.",
    bad: "Noch kein Zähler",
    again: "Erneut zuhören",
    stop: "Anhalten",
    tried: "Was versucht wurde",
  },

  keys: {
    lead: "Der Zähler verschlüsselt, was er sendet. Der Netzbetreiber gibt Ihnen den Schlüssel, oft zwei. Fügen Sie die ganze E-Mail oder den ganzen Brief ein: Die Schlüssel werden darin gefunden und an dem erprobt, was der Zähler sendet.",
    text: "Text mit den Schlüsseln",
    check: "Schlüssel erproben",
    checking: "Wird erprobt",
    good: "Die Schlüssel sind richtig",
    bad: "Diese Schlüssel passen nicht",
    tried: (keys, frames) => `Im Text gefunden: ${keys}. Erprobte Telegramme: ${frames}.`,
  },

  meter: {
    name: "Name",
    nameHint: "So heißt er auf den Seiten; sonst seine Nummer.",
    country: "Land",
    noCountry: "Ein anderes",
    grid: "Netz",
    grids: {
      "": "Wird an dem erkannt, was der Zähler sendet",
      TN: "TN oder TT: mit Neutralleiter, 230/400 V",
      IT: "IT: ohne Neutralleiter, 230 V zwischen den Phasen",
    },
    fuse: "Hauptsicherung je Phase, in A",
    fuseHint: "Sie steht am Hausanschluss. Mit ihr wird gemeldet, wenn eine Phase ihrer Sicherung nahe kommt.",
  },

  costs: {
    kinds: { none: "Jetzt nicht", spot: "Börsenpreise", fixed: "Ein Preis für alle Stunden" },
    kind: "Preise",
    area: "Preiszone",
    from: (host) => `Sie werden bei ${host} abgefragt, ohne Konto.`,
    noArea: "Für dieses Land ist keine Quelle ohne Konto bekannt; unter Einstellungen gibt es weitere.",
    price: "Preis einer kWh",
    currency: "Währung, drei Buchstaben",
    contract: "Vertrag",
    noContract: "noch keiner",
    fromPattern: "Ein neuer nach einem Muster",
    makeContract: "Anlegen",
    makingContract: "Wird angelegt",
    contractMade: (file) =>
      `${file} ist angelegt, mit erfundenen Preisen: Ersetzen Sie sie auf der Seite Verträge, sobald der Zähler gehört wird.`,
    contractFailed: "Er konnte nicht angelegt werden.",
    contractHint: "Netzentgelt, Abgaben und Lieferant als Zeilen der Rechnung.",
  },

  output: {
    kind: "MQTT",
    kinds: {
      own: "Der eigene Broker des Gateways auf diesem Rechner",
      broker: "Ein vorhandener Broker, zum Beispiel der von Home Assistant",
    },
    keep: (count, shown) =>
      count === 1 ? "Der Broker, der schon eingerichtet ist" : `Die ${shown} Broker, die schon eingerichtet sind`,
    url: "Adresse",
    username: "Benutzer",
    password: "Passwort",
    announce: "Home Assistant findet den Zähler selbst",
    test: "Verbindung testen",
    testing: "Wird getestet",
    testFailed: "Der Test war nicht möglich.",
    more: "Datenbanken, Dateien und Webhooks gibt es unter Einstellungen.",
  },

  save: {
    file: (file) => `Das wird in ${file} geschrieben:`,
    save: "Speichern und beginnen",
    saving: "Wird gespeichert",
    problems: "Vor dem Speichern",
    failed: "Es wurde nicht gespeichert.",
  },

  reading: {
    waiting: "Warten auf den ersten Messwert",
    waitingAbout: "Es ist gespeichert, und das Gateway hört zu.",
    title: "Der erste Messwert",
    lead: "Der Zähler wird gelesen. Alles Weitere steht auf der Seite Jetzt.",
    toNow: "Zur Seite Jetzt",
    import: "Bezug",
    export: "Einspeisung",
    heard: (octets, frames) => `Oktette: ${octets}. Ganze Telegramme: ${frames}.`,
    keys: "Der Zähler verschlüsselt, und seine Schlüssel fehlen oder sind falsch.",
    saveKeys: "Schlüssel speichern",
    again: "Einen weiteren Zähler hinzufügen",
    edit: "Zurück zu den Einstellungen",
  },
};
