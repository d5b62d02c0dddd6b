import type { ProblemTexts } from "../problem-words.ts";

/** What the gateway's checks of the settings say, in Swedish. */
export const problems: ProblemTexts = {
  "address-wrong": ({ example }) => `Det är ingen adress. Till exempel: ${example}`,
  "area-unknown": ({ area, areas }) => `Ingen källa har området ${area}. Källornas områden: ${areas}.`,
  "bidding-zone-unknown": ({ area }) =>
    `${area} är varken ett elområde eller en EIC-kod. docs/guides/prices.md har namnen.`,
  "broker-open": ({ host }) =>
    `Den inbyggda brokern skulle lyssna på ${host} och inte fråga någon om lösenord. Sätt användare och lösenord, låt den vara kvar på 127.0.0.1, eller stäng av den.`,
  "certificate-unusable": ({ certificate, key, why }) =>
    `Certifikatet ${certificate} och nyckeln ${key} kan inte användas: ${why}. Båda är PEM-filer, och nyckeln är certifikatets egen, utan lösenord.`,
  "certificate-without-key": ({ missing }) =>
    `${missing} saknas: klientcertifikat och nyckel hör ihop. Sätt båda, eller inget av dem.`,
  "client-id-twice": ({ clientId }) => `Klient-id:t ${clientId} används två gånger. Ge varje format sitt eget.`,
  "csv-readings-only": () => "CSV-filer innehåller bara avläsningar. Sätt formatet jsonl för andra slag.",
  "event-never-over": () => "Det måste vara under percent, till exempel 80 och 90.",
  "faults-wrong": ({ example }) => `De här felen går inte att förstå. Till exempel: ${example}`,
  "file-unreadable": ({ file }) =>
    `Filen ${file} kan inte läsas. Se efter att sökvägen stämmer, och att gatewayens användare får läsa den.`,
  "increments-over-http": () =>
    "Ökningar kan inte hämtas över HTTP: ett svar som hämtas två gånger skulle räknas två gånger. Fråga efter enhetens totala antal.",
  "key-wrong": () => "Det är ingen nyckel: 32 hexadecimala siffror väntas, 64 för AES-256.",
  "list-long": ({ count }) => `Listan får ha högst ${count} poster.`,
  "list-short": ({ count }) => `Så många poster måste listan minst ha: ${count}.`,
  "list-twice": () => "Samma sak står två gånger i listan.",
  "meter-not-chosen": () =>
    "Med flera källor måste det stå här vilken mätare den står för: namnet i ämnen, numret eller namnet.",
  "meter-twice": ({ meter }) => `Mätaren ${meter} står här två gånger. Behåll en av dem.`,
  "name-for-several": () =>
    "Ett namn för flera mätare: med ett jokertecken heter mätarna det som står i ämnet. Utelämna den här inställningen.",
  "name-taken": ({ name }) => `Namnet ${name} är upptaget. Varje namn står för en.`,
  "network-wrong": ({ value }) =>
    `${value} är varken en adress eller ett nät. Till exempel: 172.30.32.2, fd00::2 eller 10.0.0.0/24`,
  "no-number": () =>
    "Det finns inget tal att läsa. Sätt power, energy eller båda: sökvägen till talet, eller en punkt där meddelandet är talet.",
  "password-without-user": () => "Ett lösenord är satt, men ingen användare. Sätt användaren.",
  "page-not-served": ({ host, port, why }) =>
    `Sidan kan inte visas på ${host}, port ${port}: ${why}. Sätt http.listen till en av den här maskinens adresser.`,
  "path-or-url": () => "En tabell finns i en fil eller kommer från en webbserver: sätt antingen path eller url.",
  "ports-in-use": ({ first, last }) => `Portarna ${first} till ${last} är alla upptagna. Sätt en annan port.`,
  "price-too-fine": ({ price, digits }) => `Priset ${price} är inget tal med ${digits} decimaler.`,
  "secret-again": () => "Adressen är en annan: lösenordet måste skrivas in igen.",
  "secret-gone": () => "Hemligheten ska vara som den är, men ingen är satt. Skriv in den.",
  "secret-missing": ({ setting }) => `${setting} saknas. Sätt den, eller filen med den, ${setting}File.`,
  "secret-twice": ({ setting }) => `${setting} och ${setting}File är båda satta. Behåll en av dem.`,
  "setting-for-v2": ({ setting }) => `Skriv-API v2 kräver ${setting}. Sätt v1 för InfluxDB 1.`,
  "setting-misspelt": ({ setting, near }) => `${setting} är ingen inställning. Menas ${near}?`,
  "setting-needed": ({ setting }) => `${setting} saknas.`,
  "setting-needed-like": ({ setting, example }) => `${setting} saknas. Till exempel: ${example}`,
  "setting-needed-of": ({ setting, options }) => `${setting} saknas. Möjliga värden: ${options}.`,
  "setting-unknown": ({ setting }) => `${setting} är ingen inställning.`,
  "sources-missing": () =>
    "Virtuella mätare kräver källor: utan dem visas en simulerad mätare, och ingen laddare får följa dess tal. För ett försök: en källa av typen simulator.",
  "successor-of-itself": ({ meter }) => `${meter} kan inte efterträda sig själv. Ange mätaren som fanns före.`,
  "successor-taken": ({ meter }) => `${meter} har redan en annan efterträdare. En mätare har en efterträdare.`,
  "time-zone-unknown": ({ value }) => `Det finns ingen tidszon ${value}. Till exempel: Europe/Stockholm`,
  "topic-missing": () => "En brokers adress kräver ämnet som talet publiceras på.",
  "user-and-password": () => "Brokern kräver både användare och lösenord, eller inget av dem.",
  "value-empty": () => "Texten får inte vara tom.",
  "value-form": ({ example }) => `Det har inte den form som väntas. Till exempel: ${example}`,
  "value-group": () => "Här väntas en grupp inställningar.",
  "value-list": () => "Här väntas en lista.",
  "value-long": ({ length }) => `Texten är för lång: högst ${length} tecken.`,
  "value-number": ({ least, most }) => `Här väntas ett tal från ${least} till ${most}.`,
  "value-number-above": ({ limit, most }) => `Här väntas ett tal över ${limit} och högst ${most}.`,
  "value-option": ({ options }) => `Möjliga värden: ${options}.`,
  "value-switch": () => "Här väntas true eller false.",
  "value-text": () => "Här väntas en text.",
  "value-whole": ({ least, most }) => `Här väntas ett heltal från ${least} till ${most}.`,
  "value-whole-or-word": ({ least, most, word }) => `Här väntas ett heltal från ${least} till ${most}, eller ${word}.`,
  "virtual-meter-unknown": ({ model, known }) => `Det finns ingen virtuell mätare ${model}. Välj bland: ${known}.`,
};
