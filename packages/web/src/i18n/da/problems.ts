import type { ProblemTexts } from "../problem-words.ts";

/** What the gateway's checks of the settings say, in Danish. */
export const problems: ProblemTexts = {
  "address-wrong": ({ example }) => `Det er ingen adresse. For eksempel: ${example}`,
  "area-unknown": ({ area, areas }) => `Ingen kilde har området ${area}. Kildernes områder: ${areas}.`,
  "bidding-zone-unknown": ({ area }) =>
    `${area} er hverken en budzone eller en EIC-kode. docs/guides/prices.md har navnene.`,
  "broker-open": ({ host }) =>
    `Den indbyggede broker ville lytte på ${host} og ikke spørge nogen om adgangskode. Sæt bruger og adgangskode, lad den blive på 127.0.0.1, eller slå den fra.`,
  "certificate-unusable": ({ certificate, key, why }) =>
    `Certifikatet ${certificate} og nøglen ${key} kan ikke bruges: ${why}. Begge er PEM-filer, og nøglen er certifikatets egen, uden adgangskode.`,
  "certificate-without-key": ({ missing }) =>
    `${missing} mangler: klientcertifikat og nøgle hører sammen. Sæt begge, eller ingen af dem.`,
  "client-id-twice": ({ clientId }) => `Klient-id’et ${clientId} er brugt to gange. Giv hvert format sit eget.`,
  "csv-readings-only": () => "CSV-filer indeholder kun aflæsninger. Sæt formatet jsonl for andre slags.",
  "event-never-over": () => "Det skal være under percent, for eksempel 80 og 90.",
  "faults-wrong": ({ example }) => `Disse fejl kan ikke forstås. For eksempel: ${example}`,
  "file-unreadable": ({ file }) =>
    `Filen ${file} kan ikke læses. Se efter, om stien er rigtig, og om gatewayens bruger må læse den.`,
  "increments-over-http": () =>
    "Tilvækster kan ikke hentes over HTTP: et svar, der hentes to gange, ville tælles to gange. Spørg efter enhedens samlede tal.",
  "key-wrong": () => "Det er ingen nøgle: der ventes 32 hexadecimale cifre, 64 for AES-256.",
  "list-long": ({ count }) => `Listen må højst have ${count} poster.`,
  "list-short": ({ count }) => `Så mange poster skal listen mindst have: ${count}.`,
  "list-twice": () => "Det samme står to gange i listen.",
  "meter-not-chosen": () =>
    "Med flere kilder skal det stå her, hvilken måler den står for: navnet i emner, nummeret eller navnet.",
  "meter-twice": ({ meter }) => `Måleren ${meter} står her to gange. Behold den ene.`,
  "name-for-several": () =>
    "Ét navn for flere målere: med et jokertegn hedder målerne det, der står i emnet. Udelad denne indstilling.",
  "name-taken": ({ name }) => `Navnet ${name} er taget. Hvert navn står for én.`,
  "network-wrong": ({ value }) =>
    `${value} er hverken en adresse eller et net. For eksempel: 172.30.32.2, fd00::2 eller 10.0.0.0/24`,
  "no-number": () =>
    "Der er intet tal at læse. Sæt power, energy eller begge: stien til tallet, eller et punktum, hvor meddelelsen er tallet.",
  "password-without-user": () => "Der er sat en adgangskode, men ingen bruger. Sæt brugeren.",
  "page-not-served": ({ host, port, why }) =>
    `Siden kan ikke vises på ${host}, port ${port}: ${why}. Sæt http.listen til en af denne maskines adresser.`,
  "path-or-url": () => "En tabel er i en fil eller kommer fra en webserver: sæt enten path eller url.",
  "ports-in-use": ({ first, last }) => `Portene ${first} til ${last} er alle optaget. Sæt en anden port.`,
  "price-too-fine": ({ price, digits }) => `Prisen ${price} er ikke et tal med ${digits} decimaler.`,
  "secret-again": () => "Adressen er en anden: adgangskoden skal skrives igen.",
  "secret-gone": () => "Hemmeligheden skal blive, som den er, men ingen er sat. Skriv den.",
  "secret-missing": ({ setting }) => `${setting} mangler. Sæt den, eller filen med den, ${setting}File.`,
  "secret-twice": ({ setting }) => `${setting} og ${setting}File er begge sat. Behold den ene.`,
  "setting-for-v2": ({ setting }) => `Skrive-API v2 kræver ${setting}. Sæt v1 for InfluxDB 1.`,
  "setting-misspelt": ({ setting, near }) => `${setting} er ingen indstilling. Menes ${near}?`,
  "setting-needed": ({ setting }) => `${setting} mangler.`,
  "setting-needed-like": ({ setting, example }) => `${setting} mangler. For eksempel: ${example}`,
  "setting-needed-of": ({ setting, options }) => `${setting} mangler. Mulige værdier: ${options}.`,
  "setting-unknown": ({ setting }) => `${setting} er ingen indstilling.`,
  "sources-missing": () =>
    "Virtuelle målere kræver kilder: uden dem vises en simuleret måler, og ingen lader må følge dens tal. Til et forsøg: en kilde af typen simulator.",
  "successor-of-itself": ({ meter }) => `${meter} kan ikke efterfølge sig selv. Angiv den måler, der var der før.`,
  "successor-taken": ({ meter }) => `${meter} har allerede en anden efterfølger. En måler har én efterfølger.`,
  "time-zone-unknown": ({ value }) => `Der er ingen tidszone ${value}. For eksempel: Europe/Copenhagen`,
  "topic-missing": () => "En brokers adresse kræver det emne, som tallet udgives på.",
  "user-and-password": () => "Brokeren kræver både bruger og adgangskode, eller ingen af dem.",
  "value-empty": () => "Teksten må ikke være tom.",
  "value-form": ({ example }) => `Det har ikke den form, der ventes. For eksempel: ${example}`,
  "value-group": () => "Her ventes en gruppe indstillinger.",
  "value-list": () => "Her ventes en liste.",
  "value-long": ({ length }) => `Teksten er for lang: højst ${length} tegn.`,
  "value-number": ({ least, most }) => `Her ventes et tal fra ${least} til ${most}.`,
  "value-number-above": ({ limit, most }) => `Her ventes et tal over ${limit} og højst ${most}.`,
  "value-option": ({ options }) => `Mulige værdier: ${options}.`,
  "value-switch": () => "Her ventes true eller false.",
  "value-text": () => "Her ventes en tekst.",
  "value-whole": ({ least, most }) => `Her ventes et helt tal fra ${least} til ${most}.`,
  "value-whole-or-word": ({ least, most, word }) => `Her ventes et helt tal fra ${least} til ${most}, eller ${word}.`,
  "virtual-meter-unknown": ({ model, known }) => `Der er ingen virtuel måler ${model}. Vælg mellem: ${known}.`,
};
