import type { Said } from "../../said.ts";

/** What happened, and what to do next, for each diagnosis; in Dutch. */
export const diagnoses: Said["diagnoses"] = {
  "line/no-octets": {
    title: "Er komt niets binnen op de lijn",
    hint: "Controleer de kabel, en of de netbeheerder de poort heeft geopend. Een P1-poort zendt alleen zolang er spanning staat op de lijn voor gegevensverzoeken; sommige meters zenden één keer per uur.",
  },
  "line/no-number": {
    title: "Een bericht bevat geen getal",
    hint: "Vergelijk het pad in de configuratie met wat het apparaat verzendt: namen en plaatsen in lijsten, gescheiden door punten.",
  },
  "frame/none-found": {
    title: "Geen telegram gevonden",
    hint: "Controleer of de octetten van de klantpoort van een meter komen, en of baudrate en pariteit van de lijn kloppen.",
  },
  "frame/bad-checksum": {
    title: "De controlesom van een telegram is onjuist",
    hint: "Onderweg zijn octetten veranderd of verloren gegaan. Eén keer is ruis; vaak wijst op pariteit, baudrate, kabel of adapter.",
  },
  "frame/bad-header-checksum": {
    title: "De controlesom in de kop van een telegram is onjuist",
    hint: "Onderweg zijn octetten veranderd of verloren gegaan. Eén keer is ruis; vaak wijst op pariteit, baudrate, kabel of adapter.",
  },
  "frame/truncated": {
    title: "Een telegram is afgekapt",
    hint: "De lijn viel stil, of het bestand hield op, voordat het telegram volledig was. Zoek naar verloren octetten of een kleine buffer.",
  },
  "frame/length-mismatch": {
    title: "Lengte en einde van een telegram kloppen niet met elkaar",
    hint: "In het telegram zijn octetten verloren gegaan of bijgekomen. Zoek naar een te kleine buffer of een verkeerde pariteit.",
  },
  "frame/damaged": {
    title: "Een telegram is meer beschadigd dan alleen zijn controlesom",
    hint: "Octetten zijn verloren gegaan of herhaald, zoals wanneer een seriële buffer overloopt. Neem het opnieuw op.",
  },
  "reassembly/incomplete": {
    title: "Een deel van een bericht ontbreekt",
    hint: "Het bericht komt in meer telegrammen, en niet alle zijn aangekomen. Het volgende bericht kan heel zijn.",
  },
  "reassembly/out-of-sequence": {
    title: "De delen van een bericht komen in de verkeerde volgorde",
    hint: "Tussen twee telegrammen is er een verloren gegaan. Gaat dit door, zoek dan naar verloren octetten op de lijn.",
  },
  "reassembly/limit-exceeded": {
    title: "Een bericht is groter dan een meter ooit verzendt",
    hint: "Dit is schade, of een apparaat dat geen meter is. Neem de telegrammen op en meld ze.",
  },
  "security/encryption-key-missing": {
    title: "De meter versleutelt, en er is geen encryptiesleutel ingesteld",
    hint: "Vraag de netbeheerder om de sleutels voor de klantpoort van deze meter, en stel de encryptiesleutel in.",
  },
  "security/encryption-key-wrong": {
    title: "De encryptiesleutel is onjuist",
    hint: "Vergelijk de sleutel cijfer voor cijfer met het bericht van de netbeheerder, en controleer of hij voor deze meter is.",
  },
  "security/authentication-key-wrong": {
    title: "De encryptiesleutel klopt; de authenticatiesleutel is onjuist, of het telegram is veranderd",
    hint: "Zegt elk telegram dit, vergelijk dan de authenticatiesleutel met het bericht van de netbeheerder; zegt er maar één het, dan was dat beschadigd.",
  },
  "security/key-of-another-meter": {
    title: "De sleutels horen bij een andere meter op deze lijn",
    hint: "Elke meter heeft eigen sleutels: stel die van deze meter in. Is het de meter van de buren, dan hoeft u niets te doen.",
  },
  "security/keys-swapped": {
    title: "De twee sleutels zijn verwisseld",
    hint: "Stel de encryptiesleutel in als authenticatiesleutel en andersom.",
  },
  "security/authentication-key-missing": {
    title: "De meter ondertekent zijn telegrammen, en er is geen authenticatiesleutel ingesteld",
    hint: "De metingen kloppen, maar het is niet bewezen dat ze van de meter zijn. Stel de authenticatiesleutel in om ze te controleren.",
  },
  "security/tag-missing": {
    title: "Er is een authenticatiesleutel ingesteld, maar het telegram heeft geen handtekening",
    hint: "Misschien ondertekent de meter niet. Deed hij dat eerder wel, dan kan iemand anders dit telegram hebben verzonden.",
  },
  "security/tag-wrong": {
    title: "De handtekening van een telegram past niet",
    hint: "Eén keer: het telegram was beschadigd of is niet van de meter. Zegt elk telegram dit, vergelijk dan beide sleutels met het bericht van de netbeheerder.",
  },
  "security/key-is-example": {
    title: "De encryptiesleutel is een voorbeeld uit een handleiding",
    hint: "Elke meter heeft eigen sleutels. Vraag de netbeheerder om die voor de klantpoort van deze meter.",
  },
  "security/key-all-zero": {
    title: "Een sleutel bestaat alleen uit nullen en past niet",
    hint: "Nullen staan waar een sleutel nog niet bekend was. Vraag de netbeheerder om de sleutels voor de klantpoort van deze meter.",
  },
  "security/key-length-wrong": {
    title: "Een sleutel heeft de verkeerde lengte voor deze meter",
    hint: "Security suite 0 en 1 gebruiken sleutels van 32 hexadecimale cijfers, suite 2 sleutels van 64. Vraag de netbeheerder om de juiste.",
  },
  "security/key-not-needed": {
    title: "Er is een sleutel ingesteld, maar de meter verzendt onversleuteld",
    hint: "De sleutel mag blijven; hij wordt niet gebruikt. Waren de telegrammen eerder versleuteld, ga dan na wie er nog meer op deze lijn zendt.",
  },
  "security/keys-stopped-working": {
    title: "De sleutels werkten tot een bepaald moment, en daarna niet meer",
    hint: "Zeggen alle telegrammen dit sindsdien, dan heeft de netbeheerder de sleutels gewijzigd: vraag om de nieuwe. Een enkel telegram was beschadigd.",
  },
  "security/replayed": {
    title: "Een telegram is al eerder verzonden",
    hint: "Iemand, of een apparaat ertussen, herhaalt oude telegrammen. Een meter die opnieuw telt, wordt geloofd na drie telegrammen met een latere klok, of als u het zegt: meter2mqtt counter reset.",
  },
  "security/counter-restarted": {
    title: "De teller (invocation counter) van de meter begon opnieuw",
    hint: "Gecontroleerde telegrammen met een latere klok laten zien dat het de meter is. U hoeft niets te doen, tenzij niemand aan de meter is geweest.",
  },
  "security/counter-went-back": {
    title: "De teller (invocation counter) liep niet op",
    hint: "De meter is opnieuw gestart, of oude telegrammen worden herhaald. Stel de authenticatiesleutel in om ze uit elkaar te houden.",
  },
  "security/plain-behind-ciphering-header": {
    title: "Achter een encryptiekop staat inhoud die niet versleuteld is",
    hint: "Zo zien debuguitdraaien van andere lezers eruit. Een meter verzendt dit nooit: het wordt alleen uit bestanden gelezen.",
  },
  "security/system-title-missing": {
    title: "De meter laat zijn systeemtitel weg",
    hint: "Stel de systeemtitel van de meter in: 16 hexadecimale cijfers die de netbeheerder met de sleutels stuurt.",
  },
  "security/unsupported": {
    title: "De meter gebruikt een beveiliging die niet wordt ondersteund",
    hint: "Stuur een opname van enkele telegrammen; het octet security control staat bij de bewijzen.",
  },
  "security/malformed": {
    title: "Een encryptiekop is ongeldig",
    hint: "Octetten zijn veranderd of verloren gegaan. Zegt elk telegram dit, stuur dan een opname van enkele telegrammen.",
  },
  "security/key-invalid": {
    title: "Een sleutel is geen sleutel",
    hint: "Een sleutel heeft 32 hexadecimale cijfers (0-9, A-F), of 64 bij AES-256, zoals de netbeheerder ze stuurt.",
  },
  "security/key-ascii": {
    title: "Een sleutel is opgevat als 16 tekens tekst",
    hint: "Dat klopt bij meters waarvan de sleutels als tekst komen. Lukt het ontsleutelen niet, vraag dan om de sleutel als 32 hexadecimale cijfers.",
  },
  "apdu/unknown-tag": {
    title: "Een bericht van een soort die meters niet uit zichzelf verzenden",
    hint: "Het blijft in het archief. Stuur een opname als de meter ondersteund zou moeten worden.",
  },
  "apdu/malformed": {
    title: "De kop van een bericht is ongeldig",
    hint: "Octetten zijn veranderd of verloren gegaan. Zegt elk telegram dit, stuur dan een opname van enkele telegrammen.",
  },
  "apdu/no-values": {
    title: "Een bericht zonder enige waarde",
    hint: "Het telegram is heel, maar er valt niets in te lezen. Sommige meters verzenden zulke telegrammen tussen andere door.",
  },
  "axdr/malformed": {
    title: "De gegevens in een bericht zijn ongeldig",
    hint: "De controles klopten, dus de meter verzendt iets ongewoons. Stuur een opname van enkele telegrammen.",
  },
  "axdr/limit-exceeded": {
    title: "De gegevens in een bericht zijn groter of dieper dan een meter ooit verzendt",
    hint: "Dit is schade, of een apparaat dat geen meter is. Neem de telegrammen op en meld ze.",
  },
  "p1/malformed-line": {
    title: "Een regel van het telegram kon niet worden gelezen",
    hint: "Die regel is weggelaten; de andere zijn gelezen. Stuur een opname als het elke keer gebeurt.",
  },
  "p1/no-checksum": {
    title: "Het telegram heeft geen controlesom",
    hint: "Oude meters sturen er geen. Schade op de lijn valt dan niet op; houd de kabel kort.",
  },
  "sml/malformed": {
    title: "De gegevens in een SML-telegram zijn ongeldig",
    hint: "De controlesom klopte, dus de meter verzendt iets ongewoons. Stuur een opname van enkele telegrammen.",
  },
  "profile/unknown-list": {
    title: "Een lijst die geen profiel kent",
    hint: "Waarden met een OBIS-code worden gelezen; de andere staan er op hun plaats. `meter2mqtt profile new` maakt een ontwerp voor een profiel dat ze namen geeft.",
  },
  "profile/scale-undecided": {
    title: "Een meterstand zonder schaal",
    hint: "De meter verzendt geen schaal, en voor dit land is er geen gedocumenteerd. Stel land of tijdzone in, of de schaal; of wacht: enkele uren vermogen en meterstanden beslissen het.",
  },
  "profile/scale-decided": {
    title: "De schaal van een meterstand is bepaald door wat er gemeten is",
    hint: "Hij blijft bewaard voor deze meter. Vergelijk een meterstand met het scherm van de meter; klopt hij niet, stel dan de schaal in de configuratie in.",
  },
  "profile/list-changed": {
    title: "De meter verzendt een andere lijst",
    hint: "De netbeheerder heeft veranderd wat de meter verzendt, of zijn firmware. Controleer of de waarden die u gebruikt er nog zijn.",
  },
  "profile/list-stopped": {
    title: "Een lijst die regelmatig kwam, komt niet meer",
    hint: "Andere lijsten bevatten de waarden nog, maar ze komen minder vaak. Vraag de netbeheerder of dat de bedoeling was.",
  },
  "profile/code-vanished": {
    title: "Waarden die regelmatig kwamen, komen niet meer",
    hint: "Een toestemming kan zijn verlopen, of de klantpoort kan bij een verhuizing zijn gesloten. Vraag de netbeheerder hem weer te openen.",
  },
  "clock/zone-assumed": {
    title: "De tijdzone van de meter is aangenomen",
    hint: "Stel de tijdzone van de meter in, bijvoorbeeld Europe/Amsterdam.",
  },
  "clock/implausible": {
    title: "De klok van de meter staat verkeerd",
    hint: "Hij wijkt meer dan 30 minuten af van de tijd van ontvangst. Controleer de tijdzone; zeg het anders tegen de netbeheerder.",
  },
  "clock/swinging": {
    title: "De klok van de meter springt",
    hint: "Hij is zojuist minuten verschoven: de tijd van ontvangst telt tot hij gelijkmatig loopt. Gaat dit door, zeg het dan tegen de netbeheerder.",
  },
  "clock/season-contradicts-zone": {
    title: "De letter voor zomer- of wintertijd in het telegram spreekt de tijdzone tegen",
    hint: "De regels van de tijdzone zelf zijn gebruikt. Controleer de tijdzone van de meter.",
  },
};
