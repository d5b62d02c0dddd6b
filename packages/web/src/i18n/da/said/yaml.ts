import type { toldYaml } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What can be wrong with the syntax of a YAML file, in Danish. */
export const yaml: SentencesOf<typeof toldYaml> = {
  atTextLine: ({ line, column }) => `Linje ${line}, kolonne ${column}:`,
  yamlTab: "Der står en tabulator i indrykningen. Brug mellemrum.",
  yamlIndent: "Linjen er rykket anderledes ind end linjerne omkring den, eller en parentes før den er ikke lukket.",
  yamlTwice: "Det samme navn står to gange i én gruppe.",
  yamlOpen:
    "Noget mangler: et afsluttende citationstegn eller en parentes, et komma, eller et kolon med mellemrum efter.",
  yamlName: "Her kan navnet på en indstilling ikke stå. En tekst med kolon skal stå i citationstegn.",
  yamlStart: "En tekst kan ikke begynde med dette tegn. Sæt den i citationstegn.",
  yamlEscape:
    "Tegnet efter omvendt skråstreg er ukendt. I dobbelte citationstegn skrives omvendt skråstreg to gange, i enkelte én gang.",
  yamlAlias:
    "Ankeret (&) eller aliasset (*) er ikke rigtigt. En tekst, der begynder med sådan et tegn, skal stå i citationstegn.",
  yamlTag: "Tagget (!) er ikke rigtigt. En tekst, der begynder med dette tegn, skal stå i citationstegn.",
  yamlDirective: "Her kan en linje ikke begynde med et procenttegn. Sæt teksten i citationstegn.",
  yamlDocuments: "Her begynder endnu et dokument. En fil har kun ét.",
  yamlOther: "Det, der står her, passer ikke ind. Se på indrykning, kolon og parenteser på denne linje og den forrige.",
};
