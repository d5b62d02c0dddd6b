import type { toldYaml } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What can be wrong with the syntax of a YAML file, in German. */
export const yaml: SentencesOf<typeof toldYaml> = {
  atTextLine: ({ line, column }) => `Zeile ${line}, Spalte ${column}:`,
  yamlTab: "In der Einrückung steht ein Tabulator. Rücken Sie mit Leerzeichen ein.",
  yamlIndent:
    "Die Zeile ist anders eingerückt als die Zeilen um sie herum, oder eine Klammer davor ist nicht geschlossen.",
  yamlTwice: "In einer Gruppe steht derselbe Name zweimal.",
  yamlOpen:
    "Hier fehlt etwas: ein schließendes Anführungszeichen oder eine Klammer, ein Komma, oder ein Doppelpunkt mit Leerzeichen dahinter.",
  yamlName: "Hier kann kein Name einer Einstellung stehen. Ein Text mit Doppelpunkt gehört in Anführungszeichen.",
  yamlStart: "Mit diesem Zeichen kann kein Text beginnen. Setzen Sie ihn in Anführungszeichen.",
  yamlEscape:
    "Das Zeichen nach dem Backslash ist unbekannt. In doppelten Anführungszeichen wird ein Backslash doppelt geschrieben, in einfachen nur einmal.",
  yamlAlias:
    "Der Anker (&) oder der Alias (*) stimmt nicht. Ein Text, der mit einem solchen Zeichen beginnt, gehört in Anführungszeichen.",
  yamlTag: "Das Tag (!) stimmt nicht. Ein Text, der mit diesem Zeichen beginnt, gehört in Anführungszeichen.",
  yamlDirective:
    "Hier kann eine Zeile nicht mit einem Prozentzeichen beginnen. Setzen Sie den Text in Anführungszeichen.",
  yamlDocuments: "Hier beginnt ein zweites Dokument. Eine Datei enthält nur eines.",
  yamlOther:
    "Was hier steht, passt nicht. Prüfen Sie Einrückung, Doppelpunkte und Klammern dieser und der vorigen Zeile.",
};
