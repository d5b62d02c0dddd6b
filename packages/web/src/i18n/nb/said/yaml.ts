import type { toldYaml } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What can be wrong with the syntax of a YAML file, in Norwegian. */
export const yaml: SentencesOf<typeof toldYaml> = {
  atTextLine: ({ line, column }) => `Linje ${line}, kolonne ${column}:`,
  yamlTab: "Det står en tabulator i innrykket. Bruk mellomrom.",
  yamlIndent: "Linjen har et annet innrykk enn linjene rundt, eller en parentes før den er ikke lukket.",
  yamlTwice: "Det samme navnet står to ganger i én gruppe.",
  yamlOpen:
    "Noe mangler: et anførselstegn eller en parentes som avslutter, et komma, eller et kolon med mellomrom etter.",
  yamlName: "Her kan det ikke stå navnet på en innstilling. En tekst med kolon i må stå i anførselstegn.",
  yamlStart: "En tekst kan ikke begynne med dette tegnet. Sett den i anførselstegn.",
  yamlEscape:
    "Tegnet etter omvendt skråstrek er ukjent. I doble anførselstegn skrives omvendt skråstrek to ganger, i enkle én gang.",
  yamlAlias:
    "Ankeret (&) eller aliaset (*) er ikke riktig. En tekst som begynner med et slikt tegn, må stå i anførselstegn.",
  yamlTag: "Taggen (!) er ikke riktig. En tekst som begynner med dette tegnet, må stå i anførselstegn.",
  yamlDirective: "Her kan en linje ikke begynne med et prosenttegn. Sett teksten i anførselstegn.",
  yamlDocuments: "Her begynner et dokument til. En fil har bare ett.",
  yamlOther: "Det som står her, passer ikke inn. Se på innrykk, kolon og parenteser på denne linjen og den forrige.",
};
