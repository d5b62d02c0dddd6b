import type { ProblemTexts } from "../problem-words.ts";

/** What the gateway's checks of the settings say, in Norwegian. */
export const problems: ProblemTexts = {
  "address-wrong": ({ example }) => `Dette er ingen adresse. For eksempel: ${example}`,
  "area-unknown": ({ area, areas }) => `Ingen kilde har området ${area}. Kildenes områder: ${areas}.`,
  "bidding-zone-unknown": ({ area }) =>
    `${area} er verken et budområde eller en EIC-kode. docs/guides/prices.md har navnene.`,
  "broker-open": ({ host }) =>
    `Den innebygde megleren ville lytte på ${host} og ikke spørre noen om passord. Sett bruker og passord, la den bli på 127.0.0.1, eller slå den av.`,
  "certificate-unusable": ({ certificate, key, why }) =>
    `Sertifikatet ${certificate} og nøkkelen ${key} kan ikke brukes: ${why}. Begge er PEM-filer, og nøkkelen er sertifikatets egen, uten passord.`,
  "certificate-without-key": ({ missing }) =>
    `${missing} mangler: klientsertifikat og nøkkel hører sammen. Sett begge, eller ingen av dem.`,
  "client-id-twice": ({ clientId }) => `Klient-ID-en ${clientId} er brukt to ganger. Gi hvert format sin egen.`,
  "csv-readings-only": () => "CSV-filer inneholder bare avlesninger. Sett formatet jsonl for andre slag.",
  "event-never-over": () => "Dette må være under percent, for eksempel 80 og 90.",
  "faults-wrong": ({ example }) => `Disse feilene lar seg ikke forstå. For eksempel: ${example}`,
  "file-unreadable": ({ file }) =>
    `Filen ${file} kan ikke leses. Se etter at stien stemmer, og at gatewayens bruker kan lese den.`,
  "increments-over-http": () =>
    "Økninger kan ikke hentes over HTTP: et svar som hentes to ganger, ville telles to ganger. Spør etter enhetens totalsum.",
  "key-wrong": () => "Dette er ingen nøkkel: det ventes 32 heksadesimale siffer, 64 for AES-256.",
  "list-long": ({ count }) => `Listen har høyst ${count} oppføringer.`,
  "list-short": ({ count }) => `Så mange oppføringer må listen minst ha: ${count}.`,
  "list-twice": () => "Det samme står to ganger i listen.",
  "meter-not-chosen": () =>
    "Med flere kilder må det stå her hvilken måler den står for: navnet i emner, nummeret eller navnet.",
  "meter-twice": ({ meter }) => `Måleren ${meter} står her to ganger. Behold én av dem.`,
  "name-for-several": () =>
    "Ett navn for flere målere: med et jokertegn heter målerne det som står i emnet. Utelat denne innstillingen.",
  "name-taken": ({ name }) => `Navnet ${name} er tatt. Hvert navn står for én.`,
  "network-wrong": ({ value }) =>
    `${value} er verken en adresse eller et nett. For eksempel: 172.30.32.2, fd00::2 eller 10.0.0.0/24`,
  "no-number": () =>
    "Det er ikke noe tall å lese. Sett power, energy eller begge: stien til tallet, eller et punktum der meldingen er tallet.",
  "password-without-user": () => "Det er satt et passord, men ingen bruker. Sett brukeren.",
  "page-not-served": ({ host, port, why }) =>
    `Siden kan ikke tilbys på ${host}, port ${port}: ${why}. Sett http.listen til en adresse på denne maskinen.`,
  "path-or-url": () => "En tabell er i en fil eller kommer fra en webserver: sett enten path eller url.",
  "ports-in-use": ({ first, last }) => `Portene ${first} til ${last} er alle i bruk. Sett en annen port.`,
  "price-too-fine": ({ price, digits }) => `Prisen ${price} er ikke et tall med ${digits} desimaler.`,
  "secret-again": () => "Adressen er en annen: passordet må skrives inn på nytt.",
  "secret-gone": () => "Hemmeligheten skal bli som den er, men ingen er satt. Skriv den inn.",
  "secret-missing": ({ setting }) => `${setting} mangler. Sett den, eller filen med den, ${setting}File.`,
  "secret-twice": ({ setting }) => `${setting} og ${setting}File er begge satt. Behold én av dem.`,
  "setting-for-v2": ({ setting }) => `Skrive-API v2 trenger ${setting}. Sett v1 for InfluxDB 1.`,
  "setting-misspelt": ({ setting, near }) => `${setting} er ingen innstilling. Er ${near} ment?`,
  "setting-needed": ({ setting }) => `Innstillingen ${setting} mangler.`,
  "setting-needed-like": ({ setting, example }) => `Innstillingen ${setting} mangler. For eksempel: ${example}`,
  "setting-needed-of": ({ setting, options }) => `${setting} mangler. Mulige verdier: ${options}.`,
  "setting-unknown": ({ setting }) => `${setting} er ingen innstilling.`,
  "sources-missing": () =>
    "Virtuelle målere trenger kilder: uten dem vises en simulert måler, og ingen lader må følge tallene fra den. For et forsøk: en kilde av typen simulator.",
  "successor-of-itself": ({ meter }) => `${meter} kan ikke etterfølge seg selv. Oppgi måleren som var der før.`,
  "successor-taken": ({ meter }) => `${meter} har allerede en annen etterfølger. En måler har én etterfølger.`,
  "time-zone-unknown": ({ value }) => `Det finnes ingen tidssone ${value}. For eksempel: Europe/Oslo`,
  "topic-missing": () => "Adressen til en megler trenger emnet som tallet publiseres på.",
  "user-and-password": () => "Megleren trenger både bruker og passord, eller ingen av dem.",
  "value-empty": () => "Teksten kan ikke være tom.",
  "value-form": ({ example }) => `Dette har ikke den formen som ventes. For eksempel: ${example}`,
  "value-group": () => "Her ventes en gruppe med innstillinger.",
  "value-list": () => "Her må det stå en liste.",
  "value-long": ({ length }) => `Teksten er for lang: høyst ${length} tegn.`,
  "value-number": ({ least, most }) => `Her ventes et tall fra ${least} til ${most}.`,
  "value-number-above": ({ limit, most }) => `Her ventes et tall som er større enn ${limit} og høyst ${most}.`,
  "value-option": ({ options }) => `Mulige verdier: ${options}.`,
  "value-switch": () => "Her må det stå true eller false.",
  "value-text": () => "Her må det stå en tekst.",
  "value-whole": ({ least, most }) => `Her ventes et heltall fra ${least} til ${most}.`,
  "value-whole-or-word": ({ least, most, word }) => `Her ventes et heltall fra ${least} til ${most}, eller ${word}.`,
  "virtual-meter-unknown": ({ model, known }) => `Det finnes ingen virtuell måler ${model}. Velg blant: ${known}.`,
};
