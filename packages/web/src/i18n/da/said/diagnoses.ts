import type { Said } from "../../said.ts";

/** What happened, and what to do next, for each diagnosis; in Danish. */
export const diagnoses: Said["diagnoses"] = {
  "line/no-octets": {
    title: "Der kommer intet på linjen",
    hint: "Kontrollér kablet, og at netselskabet har åbnet porten. En P1-port sender kun, mens ledningen for dataforespørgsel har spænding; nogle målere sender én gang i timen.",
  },
  "line/no-number": {
    title: "En meddelelse indeholder ikke noget tal",
    hint: "Sammenlign stien i konfigurationen med det, enheden sender: navne og pladser i lister, adskilt af punktummer.",
  },
  "frame/none-found": {
    title: "Ingen ramme fundet",
    hint: "Kontrollér, at oktetterne kommer fra en målers kundeport, og at linjens hastighed og paritet passer.",
  },
  "frame/bad-checksum": {
    title: "En rammes kontrolsum er forkert",
    hint: "Oktetter blev ændret eller gik tabt på vejen. Én gang er støj; ofte tyder på paritet, hastighed, kabel eller adapter.",
  },
  "frame/bad-header-checksum": {
    title: "Kontrolsummen i en rammes hoved er forkert",
    hint: "Oktetter blev ændret eller gik tabt på vejen. Én gang er støj; ofte tyder på paritet, hastighed, kabel eller adapter.",
  },
  "frame/truncated": {
    title: "En ramme blev afkortet",
    hint: "Linjen blev stille, eller filen sluttede, før rammen var hel. Se efter tabte oktetter eller en lille buffer.",
  },
  "frame/length-mismatch": {
    title: "En rammes længde og slutning passer ikke sammen",
    hint: "Oktetter gik tabt eller kom til inde i rammen. Se efter en buffer, der er for lille, eller forkert paritet.",
  },
  "frame/damaged": {
    title: "En ramme er beskadiget ud over sin kontrolsum",
    hint: "Oktetter gik tabt eller blev gentaget, som når en seriel buffer løber over. Optag den igen.",
  },
  "reassembly/incomplete": {
    title: "En del af en meddelelse mangler",
    hint: "Meddelelsen kommer i flere rammer, og de nåede ikke alle frem. Den næste meddelelse er måske hel.",
  },
  "reassembly/out-of-sequence": {
    title: "En meddelelses dele kommer i forkert rækkefølge",
    hint: "En ramme gik tabt mellem to andre. Bliver det ved, så se efter tabte oktetter på linjen.",
  },
  "reassembly/limit-exceeded": {
    title: "En meddelelse er større, end nogen måler sender",
    hint: "Det er en skade, eller en enhed, der ikke er en måler. Optag rammerne, og meld dem.",
  },
  "security/encryption-key-missing": {
    title: "Måleren krypterer, og ingen krypteringsnøgle er sat",
    hint: "Bed netselskabet om nøglerne til denne målers kundeport, og sæt krypteringsnøglen.",
  },
  "security/encryption-key-wrong": {
    title: "Krypteringsnøglen er forkert",
    hint: "Sammenlign nøglen med netselskabets besked, ciffer for ciffer, og kontrollér, at den gælder denne måler.",
  },
  "security/authentication-key-wrong": {
    title: "Krypteringsnøglen er rigtig; autentifikationsnøglen er forkert, eller rammen blev ændret",
    hint: "Siger hver ramme det, så sammenlign autentifikationsnøglen med netselskabets besked; siger kun én det, var den beskadiget.",
  },
  "security/key-of-another-meter": {
    title: "Nøglerne hører til en anden måler på denne linje",
    hint: "Hver måler har sine egne nøgler: sæt denne målers. Er det naboens måler, skal der ikke gøres noget.",
  },
  "security/keys-swapped": {
    title: "De to nøgler er byttet om",
    hint: "Sæt krypteringsnøglen som autentifikationsnøgle og omvendt.",
  },
  "security/authentication-key-missing": {
    title: "Måleren signerer sine rammer, og ingen autentifikationsnøgle er sat",
    hint: "Aflæsningerne er rigtige, men det er ikke bevist, at de er målerens. Sæt autentifikationsnøglen for at kontrollere dem.",
  },
  "security/tag-missing": {
    title: "En autentifikationsnøgle er sat, men rammen har ingen signatur",
    hint: "Måleren signerer måske ikke. Gjorde den det før, kan en anden have sendt denne ramme.",
  },
  "security/tag-wrong": {
    title: "En rammes signatur passer ikke",
    hint: "Én gang: rammen var beskadiget eller er ikke målerens. Siger hver ramme det, så sammenlign begge nøgler med netselskabets besked.",
  },
  "security/key-is-example": {
    title: "Krypteringsnøglen er et eksempel fra en vejledning",
    hint: "Hver måler har sine egne nøgler. Bed netselskabet om dem til denne målers kundeport.",
  },
  "security/key-all-zero": {
    title: "En nøgle er lutter nuller, og den passer ikke",
    hint: "Nuller står, hvor en nøgle ikke var kendt endnu. Bed netselskabet om nøglerne til denne målers kundeport.",
  },
  "security/key-length-wrong": {
    title: "En nøgle har den forkerte længde til denne måler",
    hint: "Security suite 0 og 1 bruger nøgler på 32 hexadecimale cifre, suite 2 nøgler på 64. Bed netselskabet om de rigtige.",
  },
  "security/key-not-needed": {
    title: "En nøgle er sat, men måleren sender i klartekst",
    hint: "Nøglen må gerne blive; den bruges ikke. Var rammerne krypteret før, så undersøg, hvem der ellers sender på linjen.",
  },
  "security/keys-stopped-working": {
    title: "Nøglerne virkede indtil et tidspunkt og gør det ikke mere",
    hint: "Siger alle rammer siden da det, har netselskabet skiftet nøglerne: bed om de nye. En enkelt ramme var beskadiget.",
  },
  "security/replayed": {
    title: "En ramme er sendt før",
    hint: "Nogen, eller en enhed imellem, gentager gamle rammer. En måler, der tæller forfra, bliver troet efter tre rammer med et senere ur, eller når du siger det: meter2mqtt counter reset.",
  },
  "security/counter-restarted": {
    title: "Målerens tæller (invocation counter) begyndte forfra",
    hint: "Kontrollerede rammer med et senere ur viser, at det er måleren. Der skal ikke gøres noget, medmindre ingen har rørt måleren.",
  },
  "security/counter-went-back": {
    title: "Tælleren (invocation counter) gik ikke op",
    hint: "Måleren blev genstartet, eller gamle rammer gentages. Sæt autentifikationsnøglen for at kende forskel.",
  },
  "security/plain-behind-ciphering-header": {
    title: "Et krypteringshoved står om indhold, der ikke er krypteret",
    hint: "Sådan ser fejlfindingsudskrifter fra andre læsere ud. En måler sender det aldrig: det afkodes kun fra filer.",
  },
  "security/system-title-missing": {
    title: "Måleren udelader sin systemtitel",
    hint: "Sæt målerens systemtitel: 16 hexadecimale cifre, som netselskabet sender sammen med nøglerne.",
  },
  "security/unsupported": {
    title: "Måleren bruger en beskyttelse, der ikke understøttes",
    hint: "Send en optagelse af nogle rammer; oktetten security control står blandt beviserne.",
  },
  "security/malformed": {
    title: "Et krypteringshoved er ugyldigt",
    hint: "Oktetter blev ændret eller gik tabt. Siger hver ramme det, så send en optagelse af nogle rammer.",
  },
  "security/key-invalid": {
    title: "En nøgle er ingen nøgle",
    hint: "En nøgle er 32 hexadecimale cifre (0-9, A-F), eller 64 til AES-256, som netselskabet sender dem.",
  },
  "security/key-ascii": {
    title: "En nøgle blev taget som 16 tegn tekst",
    hint: "Det er rigtigt for målere, hvis nøgler kommer som tekst. Mislykkes dekrypteringen, så bed om nøglen som 32 hexadecimale cifre.",
  },
  "apdu/unknown-tag": {
    title: "En meddelelse af en slags, som målere ikke sender",
    hint: "Den bliver i arkivet. Send en optagelse, hvis måleren bør understøttes.",
  },
  "apdu/malformed": {
    title: "En meddelelses hoved er ugyldigt",
    hint: "Oktetter blev ændret eller gik tabt. Siger hver ramme det, så send en optagelse af nogle rammer.",
  },
  "apdu/no-values": {
    title: "En meddelelse uden nogen værdi",
    hint: "Rammen er hel, men der er intet at læse i den. Nogle målere sender sådanne rammer mellem andre.",
  },
  "axdr/malformed": {
    title: "Dataene i en meddelelse er ugyldige",
    hint: "Kontrollerne stemte, så måleren sender noget usædvanligt. Send en optagelse af nogle rammer.",
  },
  "axdr/limit-exceeded": {
    title: "Dataene i en meddelelse er større eller dybere, end nogen måler sender",
    hint: "Det er en skade, eller en enhed, der ikke er en måler. Optag rammerne, og meld dem.",
  },
  "p1/malformed-line": {
    title: "En linje i telegrammet kunne ikke læses",
    hint: "Den linje blev udeladt; de andre blev læst. Send en optagelse, hvis det sker hver gang.",
  },
  "p1/no-checksum": {
    title: "Telegrammet har ingen kontrolsum",
    hint: "Gamle målere sender ingen. Så kan skader på linjen ikke opdages; hold kablet kort.",
  },
  "sml/malformed": {
    title: "Dataene i et SML-telegram er ugyldige",
    hint: "Kontrolsummen stemte, så måleren sender noget usædvanligt. Send en optagelse af nogle telegrammer.",
  },
  "profile/unknown-list": {
    title: "En liste, som ingen profil kender",
    hint: "Værdier med en OBIS-kode læses; de andre vises efter deres plads. `meter2mqtt profile new` laver et udkast til en profil, der giver dem navne.",
  },
  "profile/scale-undecided": {
    title: "Et tælleværk uden skala",
    hint: "Måleren sender ingen skala, og ingen er dokumenteret for dette land. Sæt land eller tidszone, eller skalaen; eller vent: nogle timers effekt og tælleværker afgør den.",
  },
  "profile/scale-decided": {
    title: "Et tælleværks skala blev afgjort af det, der blev målt",
    hint: "Den bliver gemt for denne måler. Sammenlign et tælleværk med målerens display; er den forkert, så sæt skalaen i konfigurationen.",
  },
  "profile/list-changed": {
    title: "Måleren sender en anden liste",
    hint: "Netselskabet har ændret, hvad måleren sender, eller dens firmware. Kontrollér, at de værdier, du bruger, stadig er der.",
  },
  "profile/list-stopped": {
    title: "En liste, der kom jævnligt, kommer ikke mere",
    hint: "Andre lister har stadig dens værdier, men de kommer sjældnere. Spørg netselskabet, om det var meningen.",
  },
  "profile/code-vanished": {
    title: "Værdier, der kom jævnligt, kommer ikke mere",
    hint: "Et samtykke kan være udløbet, eller kundeporten kan være blevet lukket ved en flytning. Bed netselskabet om at åbne den igen.",
  },
  "clock/zone-assumed": {
    title: "Målerens tidszone blev antaget",
    hint: "Sæt målerens tidszone, for eksempel Europe/Copenhagen.",
  },
  "clock/implausible": {
    title: "Målerens ur er forkert",
    hint: "Det afviger mere end 30 minutter fra modtagelsens tidspunkt. Kontrollér tidszonen; sig det ellers til netselskabet.",
  },
  "clock/swinging": {
    title: "Målerens ur springer",
    hint: "Det har netop flyttet sig flere minutter: modtagelsens tidspunkt gælder, til det går jævnt. Bliver det ved, så sig det til netselskabet.",
  },
  "clock/season-contradicts-zone": {
    title: "Telegrammets sæsonbogstav modsiger tidszonen",
    hint: "Tidszonens egne regler blev brugt. Kontrollér målerens tidszone.",
  },
};
