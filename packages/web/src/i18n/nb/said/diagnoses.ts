import type { Said } from "../../said.ts";

/** What happened, and what to do next, for each diagnosis; in Norwegian. */
export const diagnoses: Said["diagnoses"] = {
  "line/no-octets": {
    title: "Det kommer ingenting på linjen",
    hint: "Sjekk kabelen, og at nettselskapet har åpnet porten. En P1-port sender bare så lenge linjen for dataforespørsel har spenning; noen målere sender én gang i timen.",
  },
  "line/no-number": {
    title: "En melding inneholder ikke noe tall",
    hint: "Sammenlign stien i konfigurasjonen med det enheten sender: navn og plasser i lister, skilt med punktum.",
  },
  "frame/none-found": {
    title: "Ingen ramme funnet",
    hint: "Sjekk at oktettene kommer fra HAN-porten på en måler, og at linjens hastighet og paritet stemmer.",
  },
  "frame/bad-checksum": {
    title: "Sjekksummen til en ramme er feil",
    hint: "Oktetter ble endret eller gikk tapt på veien. Én gang er støy; ofte tyder på paritet, hastighet, kabel eller adapter.",
  },
  "frame/bad-header-checksum": {
    title: "Sjekksummen til hodet i en ramme er feil",
    hint: "Oktetter ble endret eller gikk tapt på veien. Én gang er støy; ofte tyder på paritet, hastighet, kabel eller adapter.",
  },
  "frame/truncated": {
    title: "En ramme ble avkortet",
    hint: "Linjen ble stille, eller filen sluttet, før rammen var hel. Se etter tapte oktetter eller et lite mellomlager.",
  },
  "frame/length-mismatch": {
    title: "Lengden og slutten på en ramme stemmer ikke overens",
    hint: "Oktetter gikk tapt eller kom til inne i rammen. Se etter et for lite mellomlager eller feil paritet.",
  },
  "frame/damaged": {
    title: "En ramme er skadet utover sjekksummen",
    hint: "Oktetter gikk tapt eller ble gjentatt, som når et serielt mellomlager renner over. Gjør opptaket på nytt.",
  },
  "reassembly/incomplete": {
    title: "En del av en melding mangler",
    hint: "Meldingen kommer i flere rammer, og ikke alle kom fram. Neste melding kan være hel.",
  },
  "reassembly/out-of-sequence": {
    title: "Delene av en melding kommer i feil rekkefølge",
    hint: "En ramme gikk tapt mellom to andre. Hvis det fortsetter, se etter tapte oktetter på linjen.",
  },
  "reassembly/limit-exceeded": {
    title: "En melding er større enn noen måler sender",
    hint: "Dette er skade, eller en enhet som ikke er en måler. Ta opp rammene og meld fra.",
  },
  "security/encryption-key-missing": {
    title: "Måleren krypterer, og ingen krypteringsnøkkel er satt",
    hint: "Be nettselskapet om nøklene til HAN-porten på denne måleren, og sett krypteringsnøkkelen.",
  },
  "security/encryption-key-wrong": {
    title: "Krypteringsnøkkelen er feil",
    hint: "Sammenlign nøkkelen med meldingen fra nettselskapet, siffer for siffer, og sjekk at den gjelder denne måleren.",
  },
  "security/authentication-key-wrong": {
    title: "Krypteringsnøkkelen er riktig; autentiseringsnøkkelen er feil, eller rammen ble endret",
    hint: "Hvis hver ramme sier dette, sammenlign autentiseringsnøkkelen med meldingen fra nettselskapet; hvis bare én gjør det, var den skadet.",
  },
  "security/key-of-another-meter": {
    title: "Nøklene hører til en annen måler på denne linjen",
    hint: "Hver måler har sine egne nøkler: sett dem for denne måleren. Hvis den er naboens, trengs det ikke gjøres noe.",
  },
  "security/keys-swapped": {
    title: "De to nøklene er byttet om",
    hint: "Sett krypteringsnøkkelen som autentiseringsnøkkel og omvendt.",
  },
  "security/authentication-key-missing": {
    title: "Måleren signerer rammene, og ingen autentiseringsnøkkel er satt",
    hint: "Avlesningene er riktige, men det er ikke bevist at de er målerens. Sett autentiseringsnøkkelen for å kontrollere dem.",
  },
  "security/tag-missing": {
    title: "En autentiseringsnøkkel er satt, men rammen har ingen signatur",
    hint: "Måleren signerer kanskje ikke. Gjorde den det før, kan noen andre ha sendt denne rammen.",
  },
  "security/tag-wrong": {
    title: "Signaturen til en ramme passer ikke",
    hint: "Én gang: rammen var skadet eller er ikke målerens. Hvis hver ramme sier dette, sammenlign begge nøklene med meldingen fra nettselskapet.",
  },
  "security/key-is-example": {
    title: "Krypteringsnøkkelen er et eksempel fra en håndbok",
    hint: "Hver måler har sine egne nøkler. Be nettselskapet om dem for HAN-porten på denne måleren.",
  },
  "security/key-all-zero": {
    title: "En nøkkel er bare nuller, og den passer ikke",
    hint: "Nuller står der en nøkkel ikke var kjent ennå. Be nettselskapet om nøklene til HAN-porten på denne måleren.",
  },
  "security/key-length-wrong": {
    title: "En nøkkel har feil lengde for denne måleren",
    hint: "Sikkerhetsnivå (suite) 0 og 1 bruker nøkler på 32 heksadesimale siffer, suite 2 nøkler på 64. Be nettselskapet om de riktige.",
  },
  "security/key-not-needed": {
    title: "En nøkkel er satt, men måleren sender i klartekst",
    hint: "Nøkkelen kan bli stående; den brukes ikke. Var rammene kryptert før, undersøk hvem andre som sender på linjen.",
  },
  "security/keys-stopped-working": {
    title: "Nøklene virket fram til et tidspunkt, og gjør det ikke lenger",
    hint: "Hvis alle rammer siden da sier dette, har nettselskapet byttet nøkler: be om de nye. En enkelt ramme var skadet.",
  },
  "security/replayed": {
    title: "En ramme er sendt før",
    hint: "Noen, eller en enhet imellom, gjentar gamle rammer. En måler som teller på nytt, blir trodd etter tre rammer med senere klokke, eller når du sier det: meter2mqtt counter reset.",
  },
  "security/counter-restarted": {
    title: "Målerens teller (invocation counter) begynte på nytt",
    hint: "Kontrollerte rammer med senere klokke viser at det er måleren. Det trengs ikke gjøres noe, med mindre ingen har rørt måleren.",
  },
  "security/counter-went-back": {
    title: "Telleren (invocation counter) gikk ikke opp",
    hint: "Måleren ble startet på nytt, eller gamle rammer gjentas. Sett autentiseringsnøkkelen for å skille dem.",
  },
  "security/plain-behind-ciphering-header": {
    title: "Et krypteringshode står rundt innhold som ikke er kryptert",
    hint: "Slik ser feilsøkingsutskrifter fra andre lesere ut. En måler sender det aldri: det dekodes bare fra filer.",
  },
  "security/system-title-missing": {
    title: "Måleren utelater sin systemtittel",
    hint: "Sett målerens systemtittel: 16 heksadesimale siffer som nettselskapet sender sammen med nøklene.",
  },
  "security/unsupported": {
    title: "Måleren bruker en beskyttelse som ikke støttes",
    hint: "Send et opptak av noen rammer; oktetten security control står blant bevisene.",
  },
  "security/malformed": {
    title: "Et krypteringshode er ugyldig",
    hint: "Oktetter ble endret eller gikk tapt. Hvis hver ramme sier dette, send et opptak av noen rammer.",
  },
  "security/key-invalid": {
    title: "En nøkkel er ingen nøkkel",
    hint: "En nøkkel er 32 heksadesimale siffer (0-9, A-F), eller 64 for AES-256, slik nettselskapet sender dem.",
  },
  "security/key-ascii": {
    title: "En nøkkel ble tatt som 16 tegn tekst",
    hint: "Det er riktig for målere med nøkler som tekst. Mislykkes dekrypteringen, be om nøkkelen som 32 heksadesimale siffer.",
  },
  "apdu/unknown-tag": {
    title: "En melding av et slag som målere ikke sender",
    hint: "Den beholdes i arkivet. Send et opptak hvis måleren bør støttes.",
  },
  "apdu/malformed": {
    title: "Hodet i en melding er ugyldig",
    hint: "Oktetter ble endret eller gikk tapt. Hvis hver ramme sier dette, send et opptak av noen rammer.",
  },
  "apdu/no-values": {
    title: "En melding uten noen verdi",
    hint: "Rammen er hel, men inneholder ingenting å lese. Noen målere sender slike rammer mellom andre.",
  },
  "axdr/malformed": {
    title: "Dataene i en melding er ugyldige",
    hint: "Kontrollene stemte, så måleren sender noe uvanlig. Send et opptak av noen rammer.",
  },
  "axdr/limit-exceeded": {
    title: "Dataene i en melding er større eller dypere enn noen måler sender",
    hint: "Dette er skade, eller en enhet som ikke er en måler. Ta opp rammene og meld fra.",
  },
  "p1/malformed-line": {
    title: "En linje i telegrammet kunne ikke leses",
    hint: "Den linjen ble utelatt; de andre ble lest. Send et opptak hvis det skjer hver gang.",
  },
  "p1/no-checksum": {
    title: "Telegrammet har ingen sjekksum",
    hint: "Gamle målere sender ingen. Skade på linjen kan da ikke oppdages; hold kabelen kort.",
  },
  "sml/malformed": {
    title: "Dataene i et SML-telegram er ugyldige",
    hint: "Sjekksummen stemte, så måleren sender noe uvanlig. Send et opptak av noen telegrammer.",
  },
  "profile/unknown-list": {
    title: "En liste som ingen profil kjenner",
    hint: "Verdier med OBIS-kode leses; de andre vises etter plass. `meter2mqtt profile new` lager et utkast til en profil som gir dem navn.",
  },
  "profile/scale-undecided": {
    title: "Et tellerverk uten skala",
    hint: "Måleren sender ingen skala, og ingen er dokumentert for dette landet. Sett land eller tidssone, eller skalaen; eller vent: noen timer med effekt og tellerverk avgjør den.",
  },
  "profile/scale-decided": {
    title: "Skalaen til et tellerverk ble avgjort av det som ble målt",
    hint: "Den beholdes for denne måleren. Sammenlign et tellerverk med målerens skjerm; er den feil, sett skalaen i konfigurasjonen.",
  },
  "profile/list-changed": {
    title: "Måleren sender en annen liste",
    hint: "Nettselskapet har endret hva måleren sender, eller dens fastvare. Sjekk at verdiene du bruker, fortsatt er der.",
  },
  "profile/list-stopped": {
    title: "En liste som kom jevnlig, kommer ikke lenger",
    hint: "Andre lister inneholder fortsatt verdiene, men de kommer sjeldnere. Spør nettselskapet om den skulle slutte.",
  },
  "profile/code-vanished": {
    title: "Verdier som kom jevnlig, kommer ikke lenger",
    hint: "Et samtykke kan ha gått ut, eller HAN-porten kan ha blitt stengt ved en flytting. Be nettselskapet åpne den igjen.",
  },
  "clock/zone-assumed": {
    title: "Målerens tidssone ble antatt",
    hint: "Sett målerens tidssone, for eksempel Europe/Oslo.",
  },
  "clock/implausible": {
    title: "Målerens klokke er feil",
    hint: "Den avviker mer enn 30 minutter fra tidspunktet for mottak. Sjekk tidssonen; ellers si fra til nettselskapet.",
  },
  "clock/swinging": {
    title: "Målerens klokke hopper",
    hint: "Den har nettopp flyttet seg flere minutter: tidspunktet for mottak gjelder til den går jevnt. Fortsetter det, si fra til nettselskapet.",
  },
  "clock/season-contradicts-zone": {
    title: "Sesongbokstaven i telegrammet motsier tidssonen",
    hint: "Tidssonens egne regler ble brukt. Sjekk målerens tidssone.",
  },
};
