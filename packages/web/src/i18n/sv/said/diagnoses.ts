import type { Said } from "../../said.ts";

/** What happened, and what to do next, for each diagnosis; in Swedish. */
export const diagnoses: Said["diagnoses"] = {
  "line/no-octets": {
    title: "Det kommer inget på linjen",
    hint: "Kontrollera kabeln, och att elnätsföretaget har öppnat porten. En P1-port skickar bara så länge ledningen för databegäran har spänning; vissa mätare skickar en gång i timmen.",
  },
  "line/no-number": {
    title: "Ett meddelande innehåller inget tal",
    hint: "Jämför sökvägen i konfigurationen med det som enheten skickar: namn och platser i listor, åtskilda med punkter.",
  },
  "frame/none-found": {
    title: "Ingen ram hittades",
    hint: "Kontrollera att oktetterna kommer från en mätares kundport, och att linjens hastighet och paritet stämmer.",
  },
  "frame/bad-checksum": {
    title: "En rams kontrollsumma är fel",
    hint: "Oktetter ändrades eller gick förlorade på vägen. En gång är brus; ofta tyder på paritet, hastighet, kabel eller adapter.",
  },
  "frame/bad-header-checksum": {
    title: "Kontrollsumman i en rams huvud är fel",
    hint: "Oktetter ändrades eller gick förlorade på vägen. En gång är brus; ofta tyder på paritet, hastighet, kabel eller adapter.",
  },
  "frame/truncated": {
    title: "En ram blev avkortad",
    hint: "Linjen tystnade, eller filen tog slut, innan ramen var hel. Leta efter förlorade oktetter eller en liten buffert.",
  },
  "frame/length-mismatch": {
    title: "En rams längd och slut stämmer inte överens",
    hint: "Oktetter gick förlorade eller tillkom inne i ramen. Leta efter en för liten buffert eller fel paritet.",
  },
  "frame/damaged": {
    title: "En ram är skadad utöver sin kontrollsumma",
    hint: "Oktetter gick förlorade eller upprepades, som när en seriell buffert svämmar över. Spela in den igen.",
  },
  "reassembly/incomplete": {
    title: "En del av ett meddelande saknas",
    hint: "Meddelandet kommer i flera ramar, och alla kom inte fram. Nästa meddelande kan vara helt.",
  },
  "reassembly/out-of-sequence": {
    title: "Ett meddelandes delar kommer i fel ordning",
    hint: "En ram gick förlorad mellan två andra. Om det fortsätter, leta efter förlorade oktetter på linjen.",
  },
  "reassembly/limit-exceeded": {
    title: "Ett meddelande är större än någon mätare skickar",
    hint: "Det är en skada, eller en enhet som inte är en mätare. Spela in ramarna och rapportera dem.",
  },
  "security/encryption-key-missing": {
    title: "Mätaren krypterar, och ingen krypteringsnyckel är inställd",
    hint: "Be elnätsföretaget om nycklarna till den här mätarens kundport, och ställ in krypteringsnyckeln.",
  },
  "security/encryption-key-wrong": {
    title: "Krypteringsnyckeln är fel",
    hint: "Jämför nyckeln med elnätsföretagets meddelande, siffra för siffra, och kontrollera att den gäller den här mätaren.",
  },
  "security/authentication-key-wrong": {
    title: "Krypteringsnyckeln stämmer; autentiseringsnyckeln är fel, eller ramen ändrades",
    hint: "Om varje ram säger det, jämför autentiseringsnyckeln med elnätsföretagets meddelande; om bara en gör det var den skadad.",
  },
  "security/key-of-another-meter": {
    title: "Nycklarna hör till en annan mätare på den här linjen",
    hint: "Varje mätare har egna nycklar: ställ in den här mätarens. Är det grannens mätare behöver inget göras.",
  },
  "security/keys-swapped": {
    title: "De två nycklarna är omkastade",
    hint: "Ställ in krypteringsnyckeln som autentiseringsnyckel och tvärtom.",
  },
  "security/authentication-key-missing": {
    title: "Mätaren signerar sina ramar, och ingen autentiseringsnyckel är inställd",
    hint: "Avläsningarna stämmer, men det är inte bevisat att de är mätarens. Ställ in autentiseringsnyckeln för att kontrollera dem.",
  },
  "security/tag-missing": {
    title: "En autentiseringsnyckel är inställd, men ramen har ingen signatur",
    hint: "Mätaren kanske inte signerar. Gjorde den det förut kan någon annan ha skickat den här ramen.",
  },
  "security/tag-wrong": {
    title: "En rams signatur stämmer inte",
    hint: "En gång: ramen var skadad eller är inte mätarens. Om varje ram säger det, jämför båda nycklarna med elnätsföretagets meddelande.",
  },
  "security/key-is-example": {
    title: "Krypteringsnyckeln är ett exempel ur en handbok",
    hint: "Varje mätare har egna nycklar. Be elnätsföretaget om dem till den här mätarens kundport.",
  },
  "security/key-all-zero": {
    title: "En nyckel är bara nollor, och den passar inte",
    hint: "Nollor står där en nyckel ännu inte var känd. Be elnätsföretaget om nycklarna till den här mätarens kundport.",
  },
  "security/key-length-wrong": {
    title: "En nyckel har fel längd för den här mätaren",
    hint: "Security suite 0 och 1 använder nycklar med 32 hexadecimala siffror, suite 2 nycklar med 64. Be elnätsföretaget om de rätta.",
  },
  "security/key-not-needed": {
    title: "En nyckel är inställd, men mätaren skickar i klartext",
    hint: "Nyckeln kan vara kvar; den används inte. Var ramarna krypterade förut, ta reda på vem mer som skickar på linjen.",
  },
  "security/keys-stopped-working": {
    title: "Nycklarna fungerade till en viss tidpunkt, och gör det inte längre",
    hint: "Om alla ramar sedan dess säger det har elnätsföretaget bytt nycklar: be om de nya. En enstaka ram var skadad.",
  },
  "security/replayed": {
    title: "En ram har skickats förut",
    hint: "Någon, eller en enhet däremellan, upprepar gamla ramar. En mätare som räknar från början blir trodd efter tre ramar med senare klocka, eller när du säger det: meter2mqtt counter reset.",
  },
  "security/counter-restarted": {
    title: "Mätarens räknare (invocation counter) började om",
    hint: "Kontrollerade ramar med senare klocka visar att det är mätaren. Inget behöver göras, om inte mätaren lämnats orörd.",
  },
  "security/counter-went-back": {
    title: "Räknaren (invocation counter) gick inte upp",
    hint: "Mätaren startades om, eller så upprepas gamla ramar. Ställ in autentiseringsnyckeln för att skilja dem åt.",
  },
  "security/plain-behind-ciphering-header": {
    title: "Ett krypteringshuvud står runt innehåll som inte är krypterat",
    hint: "Så ser felsökningsutskrifter från andra läsare ut. En mätare skickar det aldrig: det avkodas bara från filer.",
  },
  "security/system-title-missing": {
    title: "Mätaren utelämnar sin systemtitel",
    hint: "Ställ in mätarens systemtitel: 16 hexadecimala siffror som elnätsföretaget skickar med nycklarna.",
  },
  "security/unsupported": {
    title: "Mätaren använder ett skydd som inte stöds",
    hint: "Skicka en inspelning av några ramar; oktetten security control står bland bevisen.",
  },
  "security/malformed": {
    title: "Ett krypteringshuvud är ogiltigt",
    hint: "Oktetter ändrades eller gick förlorade. Om varje ram säger det, skicka en inspelning av några ramar.",
  },
  "security/key-invalid": {
    title: "En nyckel är ingen nyckel",
    hint: "En nyckel är 32 hexadecimala siffror (0-9, A-F), eller 64 för AES-256, som elnätsföretaget skickar dem.",
  },
  "security/key-ascii": {
    title: "En nyckel togs som 16 tecken text",
    hint: "Det stämmer för mätare vars nycklar kommer som text. Misslyckas dekrypteringen, be om nyckeln som 32 hexadecimala siffror.",
  },
  "apdu/unknown-tag": {
    title: "Ett meddelande av ett slag som mätare inte skickar",
    hint: "Det sparas i arkivet. Skicka en inspelning om mätaren borde stödjas.",
  },
  "apdu/malformed": {
    title: "Ett meddelandes huvud är ogiltigt",
    hint: "Oktetter ändrades eller gick förlorade. Om varje ram säger det, skicka en inspelning av några ramar.",
  },
  "apdu/no-values": {
    title: "Ett meddelande utan något värde",
    hint: "Ramen är hel, men det finns inget att läsa i den. Vissa mätare skickar sådana ramar mellan andra.",
  },
  "axdr/malformed": {
    title: "Datan i ett meddelande är ogiltig",
    hint: "Kontrollerna stämde, så mätaren skickar något ovanligt. Skicka en inspelning av några ramar.",
  },
  "axdr/limit-exceeded": {
    title: "Datan i ett meddelande är större eller djupare än någon mätare skickar",
    hint: "Det är en skada, eller en enhet som inte är en mätare. Spela in ramarna och rapportera dem.",
  },
  "p1/malformed-line": {
    title: "En rad i telegrammet kunde inte läsas",
    hint: "Den raden utelämnades; de andra lästes. Skicka en inspelning om det händer varje gång.",
  },
  "p1/no-checksum": {
    title: "Telegrammet har ingen kontrollsumma",
    hint: "Gamla mätare skickar ingen. Skador på linjen kan då inte upptäckas; håll kabeln kort.",
  },
  "sml/malformed": {
    title: "Datan i ett SML-telegram är ogiltig",
    hint: "Kontrollsumman stämde, så mätaren skickar något ovanligt. Skicka en inspelning av några telegram.",
  },
  "profile/unknown-list": {
    title: "En lista som ingen profil känner till",
    hint: "Värden med en OBIS-kod läses; de andra visas efter sin plats. `meter2mqtt profile new` gör ett utkast till en profil som ger dem namn.",
  },
  "profile/scale-undecided": {
    title: "En mätarställning utan skala",
    hint: "Mätaren skickar ingen skala, och ingen är dokumenterad för det här landet. Ställ in land eller tidszon, eller skalan; eller vänta: några timmar av effekt och mätarställningar avgör den.",
  },
  "profile/scale-decided": {
    title: "En mätarställnings skala avgjordes av det som mättes",
    hint: "Den sparas för den här mätaren. Jämför en mätarställning med mätarens display; är den fel, ställ in skalan i konfigurationen.",
  },
  "profile/list-changed": {
    title: "Mätaren skickar en annan lista",
    hint: "Elnätsföretaget har ändrat vad mätaren skickar, eller dess programvara. Kontrollera att de värden du använder fortfarande finns.",
  },
  "profile/list-stopped": {
    title: "En lista som kom regelbundet kommer inte längre",
    hint: "Andra listor har fortfarande dess värden, men de kommer mer sällan. Fråga elnätsföretaget om det var meningen.",
  },
  "profile/code-vanished": {
    title: "Värden som kom regelbundet kommer inte längre",
    hint: "Ett samtycke kan ha gått ut, eller så kan kundporten ha stängts vid en flytt. Be elnätsföretaget öppna den igen.",
  },
  "clock/zone-assumed": {
    title: "Mätarens tidszon antogs",
    hint: "Ställ in mätarens tidszon, till exempel Europe/Stockholm.",
  },
  "clock/implausible": {
    title: "Mätarens klocka går fel",
    hint: "Den avviker mer än 30 minuter från tiden för mottagandet. Kontrollera tidszonen; säg annars till elnätsföretaget.",
  },
  "clock/swinging": {
    title: "Mätarens klocka hoppar",
    hint: "Den har just flyttat sig flera minuter: tiden för mottagandet gäller tills den går jämnt. Fortsätter det, säg till elnätsföretaget.",
  },
  "clock/season-contradicts-zone": {
    title: "Telegrammets säsongsbokstav motsäger tidszonen",
    hint: "Tidszonens egna regler användes. Kontrollera mätarens tidszon.",
  },
};
