import type { toldYaml } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What can be wrong with the syntax of a YAML file, in Swedish. */
export const yaml: SentencesOf<typeof toldYaml> = {
  atTextLine: ({ line, column }) => `Rad ${line}, kolumn ${column}:`,
  yamlTab: "Det står en tabb i indraget. Använd blanksteg.",
  yamlIndent: "Raden är indragen på annat sätt än raderna runt den, eller en parentes före den är inte stängd.",
  yamlTwice: "Samma namn står två gånger i en grupp.",
  yamlOpen:
    "Något saknas: ett avslutande citattecken eller en parentes, ett komma, eller ett kolon med blanksteg efter.",
  yamlName: "Här kan namnet på en inställning inte stå. En text med kolon i måste stå inom citattecken.",
  yamlStart: "En text kan inte börja med det här tecknet. Sätt den inom citattecken.",
  yamlEscape:
    "Tecknet efter omvänt snedstreck är okänt. Inom dubbla citattecken skrivs omvänt snedstreck två gånger, inom enkla en gång.",
  yamlAlias:
    "Ankaret (&) eller aliaset (*) är inte rätt. En text som börjar med ett sådant tecken måste stå inom citattecken.",
  yamlTag: "Taggen (!) är inte rätt. En text som börjar med det här tecknet måste stå inom citattecken.",
  yamlDirective: "Här kan en rad inte börja med ett procenttecken. Sätt texten inom citattecken.",
  yamlDocuments: "Här börjar ett dokument till. En fil har bara ett.",
  yamlOther: "Det som står här passar inte in. Se på indrag, kolon och parenteser på den här raden och den föregående.",
};
