import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Swedish: pages, store, events, log, and meters that belong together. */
export const gateway = {
  meters: [
    "Kända mätare",
    "Vad som är känt om mätare genom deras nummer, var de än tas emot: namn, och vilken som ersatte vilken.",
  ],
  "meters.each": ["Känd mätare", ""],
  "meters.each.id": [
    "Nummer",
    "Vad mätaren kallar sig själv: sitt nummer, annars logiskt enhetsnamn, server-id eller system title.",
  ],
  "meters.each.name": ["Namn", "Vad mätaren heter på sidorna; annars som för källan, eller som föregångaren."],
  "meters.each.slug": [
    "Namn i ämnen",
    "Står för mätaren i MQTT-ämnen och URL:er; annars som för källan, eller som föregångaren.",
  ],
  "meters.each.successorOf": [
    "Efterträdare till",
    "Numret på mätaren som den här ersatte. Den tar över dess namn, och historiken fortsätter; mätarställningarna förblir varje mätares egna.",
  ],
  homes: ["Hem", "Mätare som hör ihop: deras summor, och hur mycket av det producerade som används hemma."],
  "homes.each": ["Hem", ""],
  "homes.each.name": ["Namn", "Står för hemmet i API:et, utan mellanslag, `/`, `+` och `#`."],
  "homes.each.meters": ["Mätare mot nätet", "Det som flera av dem räknar läggs ihop."],
  "homes.each.meters.each": ["Mätare", "En mätare mot nätet: dess namn i ämnen, eller dess nummer."],
  "homes.each.production": [
    "Produktion",
    "Mätare bakom solceller och liknande: med dem är egenanvändning och självförsörjning kända.",
  ],
  "homes.each.production.each": ["Produktion", ""],
  "homes.each.production.each.meter": ["Mätare", "Det som räknar produktionen: dess namn i ämnen, eller dess nummer."],
  "homes.each.production.each.register": ["Mätarställning", "Den som räknar det som produceras."],
  http: ["Sidor och API", ""],
  "http.listen": [
    "Adress att lyssna på",
    "Så länge det inte finns något lösenord får andra datorer sidan som sätter det första, och inget annat. `0.0.0.0`: alla adresser på den här datorn.",
  ],
  "http.hostNames": [
    "Namn den svarar på",
    "Utöver `localhost`, `127.0.0.1` och `[::1]`, och rena adresser där `listen` släpper in andra datorer; behövs bakom en omvänd proxy. Andra namn avvisas, så att ingen webbsida läser mätaren under ett eget namn.",
  ],
  "http.hostNames.each": ["Värdnamn", "Utan port."],
  "http.access": ["Åtkomst", "docs/guides/access.md leder genom lösenord, token, proxyer och HTTPS."],
  "http.access.viewWithoutLogin": [
    "Visa utan inloggning",
    "Den som når sidan får se allt och inte ändra något, när ett lösenord är satt.",
  ],
  "http.access.trustLoopback": [
    "Ingen inloggning på den här datorn",
    "Den som sitter vid den här datorn är administratör även när ett lösenord är satt. Inte tillsammans med en omvänd proxy på samma dator som inte nämner sig i något huvudfält.",
  ],
  "http.access.proxies": [
    "Omvända proxyer",
    "Adresser vars `X-Forwarded-For`, `X-Forwarded-Proto` och `X-Forwarded-Host` man litar på. Detsamma gäller dem i `proxyHeader`.",
  ],
  "http.access.proxies.each": ["Adress", "IPv4 eller IPv6, eller ett nät med längden på sitt prefix."],
  "http.access.proxyHeader": [
    "Inloggning genom en proxy",
    "En omvänd proxy, eller ingress i Home Assistant, har frågat efter lösenordet. Den måste ta bort det här huvudfältet ur det som dess klienter skickar.",
  ],
  "http.access.proxyHeader.name": [
    "Huvudfält",
    "Proxyn sätter det till namnet på den som har loggat in där. Utan det räknas en förfrågan som en främlings.",
  ],
  "http.access.proxyHeader.from": ["Proxyns adresser", "Från inget annat ställe litar man på huvudfältet."],
  "http.access.proxyHeader.from.each": ["Adress", "IPv4 eller IPv6, eller ett nät med längden på sitt prefix."],
  "http.access.proxyHeader.role": ["Roll", "Vad alla som kommer den här vägen får göra."],
  "http.access.frameAncestors": [
    "Vem som får rama in sidan",
    "Utan någon: ingen. `self`: sidor från samma värd, som ingress i Home Assistant gör det.",
  ],
  "http.access.frameAncestors.each": ["Ursprung", "Schema och värd, med port där den har en; eller `self`."],
  "http.access.cors": [
    "Andras sidor som får fråga",
    "Webbsidor med de här ursprungen får använda API:et med en token. Utan någon: inga.",
  ],
  "http.access.cors.each": ["Ursprung", "Schema och värd, med port där den har en."],
  "http.tls": ["HTTPS", "Med eget certifikat; vanlig HTTP erbjuds då inte."],
  "http.tls.certificateFile": [
    "Certifikat",
    "PEM-fil med certifikatet och det som ligger mellan det och dess utfärdare. Läses om när den ändras.",
  ],
  "http.tls.keyFile": ["Privat nyckel", "PEM-fil med certifikatets nyckel."],
  store: [
    "Lager",
    "En avläsning finns på disken innan någon får veta den. Om processen avbryts går inget förlorat som var publicerat; ett strömavbrott kan ta det som systemet inte hade lagt på disken än, oftast en halv minut.",
  ],
  "store.path": ["Databas", "SQLite-fil; en relativ sökväg börjar i konfigurationens mapp."],
  "store.rawFrames": [
    "Råa ramar",
    "Det mätaren skickade, oktett för oktett, så att det kan avkodas igen (`meter2mqtt redecode`). Öppna ramar sparas komprimerade; krypterade går inte att komprimera.",
  ],
  "store.rawFrames.maxFrames": ["Ramar", "Högst så många behålls; de äldsta går först."],
  "store.rawFrames.maxMegabytes": ["Megabyte", "Högst så mycket behålls; det äldsta går först."],
  "store.rawFrames.days": ["Dagar", "Ingen ram behålls längre."],
  "store.outbox": [
    "Det som väntar på mottagare",
    "En logg för dem alla, på disken: en broker som är borta får det den missade när den är tillbaka. Det tar ungefär 7 MB om dagen för ett telegram var 10:e s.",
  ],
  "store.outbox.maxMegabytes": ["Megabyte", "Högst så mycket väntar; det äldsta går först, och räknas."],
  "store.outbox.days": ["Dagar", "Inget väntar längre."],
  "store.readings": ["Avläsningar", ""],
  "store.readings.days": ["Dagar", "Ingen avläsning behålls längre."],
  "store.readings.fullDays": ["Dagar i sin helhet", "Äldre avläsningar glesas ut: en per fem minuter blir kvar."],
  "store.ledger": ["Bokföring", "Energi i kvartar, timmar och dygn; docs/guides/ledger.md säger vad som står i den."],
  "store.ledger.quarterDays": ["Dagar med kvartar", "Äldre kvartar slås ihop till timmar."],
  "store.ledger.hourDays": ["Dagar med timmar", "Av äldre timmar behålls bara dygnen; dygn behålls för alltid."],
  "store.voltage": [
    "Spänning",
    "Medelvärden över tio minuter, som spänningskvaliteten bedöms efter: ungefär 2 MB om året.",
  ],
  "store.voltage.days": ["Dagar", "Inget medelvärde behålls längre."],
  events: [
    "Händelser",
    "Det som meddelas om en mätare med MQTT, Home Assistant, sidan och webhooks när det börjar och när det är över; docs/events.md har alla.",
  ],
  "events.off": ["Inte önskade", "Händelser som inte meddelas."],
  "events.off.each": ["Händelse", "Som i docs/events.md."],
  "events.fuse": ["Fas nära sin säkring", "Kräver mätarens `mainFuse`."],
  "events.fuse.percent": ["Meddelas vid", "Procent av mätarens `mainFuse`."],
  "events.fuse.clearPercent": [
    "Över under",
    "Procent av `mainFuse`; mindre än `percent`, så att den inte kommer och går.",
  ],
  "events.voltage": ["Spänning utanför gränserna", "Veckor bedöms efter EN 50160 vad som än är satt här."],
  "events.voltage.percent": [
    "Meddelas vid",
    "Procent från mätarens `nominalVoltage`: under 207 V och över 253 V för 230 V.",
  ],
  "events.voltage.hysteresisPercent": [
    "Hysteres",
    "Så många procent av märkspänningen innanför gränsen igen, då är det över.",
  ],
  "events.noData": ["Tyst mätare", ""],
  "events.noData.seconds": ["Sekunder", "Efter att mätaren har blivit inaktuell (tre intervall utan avläsning)."],
  "events.clock": ["Fel klocka", "Mätarens, inte datorns."],
  "events.export": ["Inmatning började eller slutade", ""],
  "events.export.watts": ["Watt", "Inmatning börjar vid så mycket, och är över under en femtedel av det."],
  log: ["Logg", ""],
  "log.level": ["Nivå", "`trace` visar varje rams oktetter; nycklar och lösenord finns inte på någon nivå."],
} as const satisfies Partial<SettingTexts>;
