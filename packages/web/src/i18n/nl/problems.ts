import type { ProblemTexts } from "../problem-words.ts";

/** What the gateway's checks of the settings say, in Dutch. */
export const problems: ProblemTexts = {
  "address-wrong": ({ example }) => `Dit is geen adres. Bijvoorbeeld: ${example}`,
  "area-unknown": ({ area, areas }) => `Geen bron heeft het gebied ${area}. Gebieden van de bronnen: ${areas}.`,
  "bidding-zone-unknown": ({ area }) =>
    `${area} is geen biedzone en geen EIC-code. docs/guides/prices.md heeft de namen.`,
  "broker-open": ({ host }) =>
    `De ingebouwde broker zou op ${host} luisteren en niemand om een wachtwoord vragen. Stel gebruiker en wachtwoord in, laat hem op 127.0.0.1 staan, of zet hem uit.`,
  "certificate-unusable": ({ certificate, key, why }) =>
    `Het certificaat ${certificate} en de sleutel ${key} kunnen niet worden gebruikt: ${why}. Beide zijn PEM-bestanden, en de sleutel is die van het certificaat, zonder wachtwoord.`,
  "certificate-without-key": ({ missing }) =>
    `${missing} ontbreekt: clientcertificaat en sleutel horen bij elkaar. Stel beide in, of geen van beide.`,
  "client-id-twice": ({ clientId }) =>
    `De client-id ${clientId} wordt twee keer gebruikt. Geef elk formaat zijn eigen.`,
  "csv-readings-only": () => "CSV-bestanden bevatten alleen metingen. Stel voor andere soorten het formaat jsonl in.",
  "event-never-over": () => "Dit moet onder percent liggen, bijvoorbeeld 80 en 90.",
  "faults-wrong": ({ example }) => `Deze fouten zijn niet te begrijpen. Bijvoorbeeld: ${example}`,
  "file-unreadable": ({ file }) =>
    `Het bestand ${file} kan niet worden gelezen. Controleer het pad, en of de gebruiker van de gateway het mag lezen.`,
  "increments-over-http": () =>
    "Toenames kunnen niet over HTTP worden gevraagd: een antwoord dat twee keer wordt gevraagd, zou twee keer tellen. Vraag naar het totaal van het apparaat.",
  "key-wrong": () => "Dit is geen sleutel: verwacht worden 32 hexadecimale cijfers, bij AES-256 64.",
  "list-long": ({ count }) => `De lijst mag hoogstens ${count} regels hebben.`,
  "list-short": ({ count }) => `Regels die de lijst minstens moet hebben: ${count}.`,
  "list-twice": () => "In de lijst staat iets twee keer.",
  "meter-not-chosen": () =>
    "Bij meer bronnen moet hier staan voor welke meter hij staat: naam in topics, nummer of naam.",
  "meter-twice": ({ meter }) => `De meter ${meter} staat hier twee keer. Houd een van de twee.`,
  "name-for-several": () =>
    "Eén naam voor meer meters: met een jokerteken heten de meters naar wat in het topic staat. Laat deze instelling weg.",
  "name-taken": ({ name }) => `De naam ${name} is bezet. Elke naam staat voor één.`,
  "network-wrong": ({ value }) =>
    `${value} is geen adres en geen netwerk. Bijvoorbeeld: 172.30.32.2, fd00::2 of 10.0.0.0/24`,
  "no-number": () =>
    "Er is geen getal te lezen. Stel power, energy of beide in: het pad van het getal, of een punt als het bericht het getal is.",
  "password-without-user": () => "Er is een wachtwoord ingesteld, maar geen gebruiker. Stel de gebruiker in.",
  "page-not-served": ({ host, port, why }) =>
    `De pagina kan niet op ${host}, poort ${port}, worden aangeboden: ${why}. Stel http.listen in op een adres van deze machine.`,
  "path-or-url": () => "Een tabel staat in een bestand of komt van een webserver: stel path of url in.",
  "ports-in-use": ({ first, last }) =>
    `De poorten ${first} tot en met ${last} zijn alle in gebruik. Stel een andere poort in.`,
  "price-too-fine": ({ price, digits }) => `De prijs ${price} is geen getal met ${digits} decimalen.`,
  "secret-again": () => "Het adres is een ander: het wachtwoord moet opnieuw worden ingevoerd.",
  "secret-gone": () => "Het geheim moet blijven zoals het is, maar er is geen ingesteld. Voer het in.",
  "secret-missing": ({ setting }) => `${setting} ontbreekt. Stel het in, of het bestand ermee, ${setting}File.`,
  "secret-twice": ({ setting }) => `${setting} en ${setting}File zijn beide ingesteld. Houd een van de twee.`,
  "setting-for-v2": ({ setting }) => `Schrijf-API v2 heeft ${setting} nodig. Stel voor InfluxDB 1 v1 in.`,
  "setting-misspelt": ({ setting, near }) => `${setting} is geen instelling. Is ${near} bedoeld?`,
  "setting-needed": ({ setting }) => `${setting} ontbreekt.`,
  "setting-needed-like": ({ setting, example }) => `${setting} ontbreekt. Bijvoorbeeld: ${example}`,
  "setting-needed-of": ({ setting, options }) => `${setting} ontbreekt. Mogelijk zijn: ${options}.`,
  "setting-unknown": ({ setting }) => `${setting} is geen instelling.`,
  "sources-missing": () =>
    "Virtuele meters hebben bronnen nodig: zonder wordt een gesimuleerde meter getoond, en diens getallen mag geen laadpaal volgen. Voor een proef: een bron van het type simulator.",
  "successor-of-itself": ({ meter }) => `${meter} kan niet op zichzelf volgen. Noem de meter die er eerst was.`,
  "successor-taken": ({ meter }) => `${meter} heeft al een andere opvolger. Een meter heeft één opvolger.`,
  "time-zone-unknown": ({ value }) => `Er is geen tijdzone ${value}. Bijvoorbeeld: Europe/Amsterdam`,
  "topic-missing": () => "Het adres van een broker heeft het topic nodig waarop het getal wordt gepubliceerd.",
  "user-and-password": () => "De broker heeft gebruiker en wachtwoord nodig, of geen van beide.",
  "value-empty": () => "De tekst mag niet leeg zijn.",
  "value-form": ({ example }) => `Dit heeft niet de verwachte vorm. Bijvoorbeeld: ${example}`,
  "value-group": () => "Hier wordt een groep instellingen verwacht.",
  "value-list": () => "Hier wordt een lijst verwacht.",
  "value-long": ({ length }) => `De tekst is te lang: hoogstens ${length} tekens.`,
  "value-number": ({ least, most }) => `Hier wordt een getal van ${least} tot en met ${most} verwacht.`,
  "value-number-above": ({ limit, most }) => `Hier wordt een getal boven ${limit} en hoogstens ${most} verwacht.`,
  "value-option": ({ options }) => `Mogelijk zijn: ${options}.`,
  "value-switch": () => "Hier wordt true of false verwacht.",
  "value-text": () => "Hier wordt een tekst verwacht.",
  "value-whole": ({ least, most }) => `Hier wordt een geheel getal van ${least} tot en met ${most} verwacht.`,
  "value-whole-or-word": ({ least, most, word }) =>
    `Hier wordt een geheel getal van ${least} tot en met ${most} verwacht, of ${word}.`,
  "virtual-meter-unknown": ({ model, known }) => `Er is geen virtuele meter ${model}. Kies uit: ${known}.`,
};
