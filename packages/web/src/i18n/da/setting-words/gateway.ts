import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Danish: pages, store, events, log, and meters that belong together. */
export const gateway = {
  meters: [
    "Kendte målere",
    "Hvad der er kendt om målere ud fra deres numre, uanset hvor de modtages: navne, og hvilken der afløste hvilken.",
  ],
  "meters.each": ["Kendt måler", ""],
  "meters.each.id": [
    "Nummer",
    "Det, måleren kalder sig selv: sit nummer, ellers sit logiske enhedsnavn, server-id eller system title.",
  ],
  "meters.each.name": ["Navn", "Det måleren hedder på siderne; ellers som for kilden eller som forgængeren."],
  "meters.each.slug": [
    "Navn i emner",
    "Står for måleren i MQTT-emner og URL’er; ellers som for kilden eller som forgængeren.",
  ],
  "meters.each.successorOf": [
    "Efterfølger til",
    "Nummeret på den måler, som denne afløste. Den overtager dens navne, og historikken går videre; tælleværkerne forbliver hver målers egne.",
  ],
  homes: ["Hjem", "Målere, der hører sammen: deres summer, og hvor meget af produktionen der bruges hjemme."],
  "homes.each": ["Hjem", ""],
  "homes.each.name": ["Navn", "Står for hjemmet i API’et, uden mellemrum, `/`, `+` og `#`."],
  "homes.each.meters": ["Målere ved nettet", "Det, flere af dem tæller, lægges sammen."],
  "homes.each.meters.each": ["Måler", "En måler ved nettet: dens navn i emner eller dens nummer."],
  "homes.each.production": [
    "Produktion",
    "Målere bag solceller og lignende: med dem er egetforbrug og selvforsyning kendt.",
  ],
  "homes.each.production.each": ["Produktion", ""],
  "homes.each.production.each.meter": ["Måler", "Det, der tæller produktionen: dens navn i emner eller dens nummer."],
  "homes.each.production.each.register": ["Tælleværk", "Det, der tæller, hvad der produceres."],
  http: ["Sider og API", ""],
  "http.listen": [
    "Adresse at lytte på",
    "Så længe der ingen adgangskode er, får andre maskiner siden, der sætter den første, og intet andet. `0.0.0.0`: alle adresser på denne maskine.",
  ],
  "http.hostNames": [
    "Navne, den svarer på",
    "Ud over `localhost`, `127.0.0.1` og `[::1]`, og rene adresser hvor `listen` lukker andre maskiner ind; nødvendigt bag en reverse proxy. Andre navne afvises, så ingen webside læser måleren under sit eget navn.",
  ],
  "http.hostNames.each": ["Værtsnavn", "Uden port."],
  "http.access": ["Adgang", "docs/guides/access.md leder gennem adgangskoder, tokens, proxyer og HTTPS."],
  "http.access.viewWithoutLogin": [
    "Se uden login",
    "Den, der når siden, må se alt og intet ændre, når en adgangskode er sat.",
  ],
  "http.access.trustLoopback": [
    "Intet login på denne maskine",
    "Den, der sidder ved denne maskine, er administrator, også når en adgangskode er sat. Ikke sammen med en reverse proxy på samme maskine, som ikke nævner sig i nogen header.",
  ],
  "http.access.proxies": [
    "Reverse proxyer",
    "Adresser, hvis `X-Forwarded-For`, `X-Forwarded-Proto` og `X-Forwarded-Host` der stoles på. Det samme gælder dem i `proxyHeader`.",
  ],
  "http.access.proxies.each": ["Adresse", "IPv4 eller IPv6, eller et net med længden af sit præfiks."],
  "http.access.proxyHeader": [
    "Login via en proxy",
    "En reverse proxy, eller ingress i Home Assistant, har spurgt om adgangskoden. Den skal fjerne denne header fra det, dens klienter sender.",
  ],
  "http.access.proxyHeader.name": [
    "Header",
    "Proxyen sætter den til navnet på den, der har logget ind dér. Uden den regnes en forespørgsel for en fremmeds.",
  ],
  "http.access.proxyHeader.from": ["Proxyens adresser", "Headeren stoles der ikke på fra noget andet sted."],
  "http.access.proxyHeader.from.each": ["Adresse", "IPv4 eller IPv6, eller et net med længden af sit præfiks."],
  "http.access.proxyHeader.role": ["Rolle", "Hvad alle, der kommer ad denne vej, må."],
  "http.access.frameAncestors": [
    "Hvem der må indramme siden",
    "Uden nogen: ingen. `self`: sider fra samme vært, som ingress i Home Assistant gør det.",
  ],
  "http.access.frameAncestors.each": ["Oprindelse", "Skema og vært, med port hvor den har en; eller `self`."],
  "http.access.cors": [
    "Andres sider, der må spørge",
    "Websider med disse oprindelser må bruge API’et med et token. Uden nogen: ingen.",
  ],
  "http.access.cors.each": ["Oprindelse", "Skema og vært, med port hvor den har en."],
  "http.tls": ["HTTPS", "Med eget certifikat; almindelig HTTP tilbydes så ikke."],
  "http.tls.certificateFile": [
    "Certifikat",
    "PEM-fil med certifikatet og det, der ligger mellem det og dets udsteder. Læses igen, når den ændres.",
  ],
  "http.tls.keyFile": ["Privat nøgle", "PEM-fil med certifikatets nøgle."],
  store: [
    "Lager",
    "En aflæsning er på disken, før nogen får den at vide. Afbrydes processen, går intet tabt, som var udgivet; en strømafbrydelse kan tage det, systemet ikke havde lagt på disken endnu, oftest et halvt minut.",
  ],
  "store.path": ["Database", "SQLite-fil; en relativ sti begynder i konfigurationens mappe."],
  "store.rawFrames": [
    "Rå rammer",
    "Det, måleren sendte, oktet for oktet, så det kan afkodes igen (`meter2mqtt redecode`). Åbne rammer gemmes komprimeret; krypterede kan ikke komprimeres.",
  ],
  "store.rawFrames.maxFrames": ["Rammer", "Højst så mange beholdes; de ældste går først."],
  "store.rawFrames.maxMegabytes": ["Megabyte", "Højst så meget beholdes; det ældste går først."],
  "store.rawFrames.days": ["Dage", "Ingen ramme beholdes længere."],
  "store.outbox": [
    "Det, der venter på modtagere",
    "Én log for dem alle, på disken: en broker, der er væk, får det, den mistede, når den er tilbage. Det fylder omkring 7 MB om dagen for et telegram hvert 10. s.",
  ],
  "store.outbox.maxMegabytes": ["Megabyte", "Højst så meget venter; det ældste går først og tælles."],
  "store.outbox.days": ["Dage", "Intet venter længere."],
  "store.readings": ["Aflæsninger", ""],
  "store.readings.days": ["Dage", "Ingen aflæsning beholdes længere."],
  "store.readings.fullDays": ["Dage i fuldt omfang", "Ældre aflæsninger tyndes ud: én pr. fem minutter bliver."],
  "store.ledger": ["Regnskab", "Energi i kvarterer, timer og døgn; docs/guides/ledger.md siger, hvad der står i det."],
  "store.ledger.quarterDays": ["Dage med kvarterer", "Ældre kvarterer lægges sammen til timer."],
  "store.ledger.hourDays": ["Dage med timer", "Af ældre timer beholdes kun døgnene; døgn beholdes for altid."],
  "store.voltage": [
    "Spænding",
    "Middel over ti minutter, som spændingskvaliteten bedømmes efter: omkring 2 MB om året.",
  ],
  "store.voltage.days": ["Dage", "Ingen middelværdi beholdes længere."],
  events: [
    "Hændelser",
    "Det, der meldes om en måler med MQTT, Home Assistant, siden og webhooks, når det begynder, og når det er forbi; docs/events.md har dem alle.",
  ],
  "events.off": ["Ikke ønsket", "Hændelser, der ikke meldes."],
  "events.off.each": ["Hændelse", "Som i docs/events.md."],
  "events.fuse": ["Fase tæt på sin sikring", "Kræver målerens `mainFuse`."],
  "events.fuse.percent": ["Meldes ved", "Procent af målerens `mainFuse`."],
  "events.fuse.clearPercent": [
    "Forbi under",
    "Procent af `mainFuse`; mindre end `percent`, så den ikke kommer og går.",
  ],
  "events.voltage": ["Spænding uden for grænserne", "Uger bedømmes efter EN 50160, uanset hvad der er sat her."],
  "events.voltage.percent": [
    "Meldes ved",
    "Procent fra målerens `nominalVoltage`: under 207 V og over 253 V for 230 V.",
  ],
  "events.voltage.hysteresisPercent": [
    "Hysterese",
    "Så mange procent af den nominelle spænding inden for grænsen igen, så er det forbi.",
  ],
  "events.noData": ["Tavs måler", ""],
  "events.noData.seconds": ["Sekunder", "Efter at måleren er forældet (tre intervaller uden aflæsning)."],
  "events.clock": ["Forkert ur", "Målerens, ikke maskinens."],
  "events.export": ["Levering til nettet begyndte eller sluttede", ""],
  "events.export.watts": ["Watt", "Levering til nettet begynder ved så meget og er forbi under en femtedel af det."],
  log: ["Log", ""],
  "log.level": ["Niveau", "`trace` viser hver rammes oktetter; nøgler og adgangskoder er ikke i noget niveau."],
} as const satisfies Partial<SettingTexts>;
