import type { toldYaml } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What can be wrong with the syntax of a YAML file, in Dutch. */
export const yaml: SentencesOf<typeof toldYaml> = {
  atTextLine: ({ line, column }) => `Regel ${line}, kolom ${column}:`,
  yamlTab: "In de inspringing staat een tab. Gebruik spaties.",
  yamlIndent: "De regel springt anders in dan de regels eromheen, of een haakje ervoor is niet gesloten.",
  yamlTwice: "In één groep staat dezelfde naam twee keer.",
  yamlOpen:
    "Er ontbreekt iets: een sluitend aanhalingsteken of haakje, een komma, of een dubbele punt met een spatie erachter.",
  yamlName:
    "Hier kan geen naam van een instelling staan. Een tekst met een dubbele punt hoort tussen aanhalingstekens.",
  yamlStart: "Een tekst kan niet met dit teken beginnen. Zet hem tussen aanhalingstekens.",
  yamlEscape:
    "Het teken na de backslash is onbekend. Tussen dubbele aanhalingstekens schrijft u een backslash twee keer, tussen enkele één keer.",
  yamlAlias:
    "Het anker (&) of de alias (*) klopt niet. Een tekst die met zo’n teken begint, hoort tussen aanhalingstekens.",
  yamlTag: "De tag (!) klopt niet. Een tekst die met dit teken begint, hoort tussen aanhalingstekens.",
  yamlDirective: "Een regel kan hier niet met een procentteken beginnen. Zet de tekst tussen aanhalingstekens.",
  yamlDocuments: "Hier begint een tweede document. Een bestand heeft er maar één.",
  yamlOther: "Wat hier staat, past niet. Let op inspringing, dubbele punten en haakjes van deze regel en de vorige.",
};
