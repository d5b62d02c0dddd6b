/** What can be wrong with the syntax of a YAML file. Logs quote the parser; these are for pages. */
export const toldYaml = {
  /** Of a text that stands for itself: before what is wrong there. */
  atTextLine: ({ line, column }: { readonly line: number; readonly column: number }) =>
    `Line ${line}, column ${column}:`,
  yamlTab: "A tab stands where the line is indented. Indent with blanks.",
  yamlIndent: "The line is not indented as those around it, or a bracket before it is not closed.",
  yamlTwice: "The same name stands twice in one group.",
  yamlOpen: "Something is missing: a closing quotation mark or bracket, a comma, or a colon with a blank behind it.",
  yamlName: "No name of a setting can stand there. A text with a colon in it belongs in quotation marks.",
  yamlStart: "A text can't begin with this character. Put it in quotation marks.",
  yamlEscape: "This is no escape. In double quotation marks a backslash is written twice; single ones need none.",
  yamlAlias:
    "The anchor (&) or alias (*) is not right. A text that begins with such a character belongs in quotation marks.",
  yamlTag: "The tag (!) is not right. A text that begins with this character belongs in quotation marks.",
  yamlDirective: "A line can't begin with a percent sign here. Put the text in quotation marks.",
  yamlDocuments: "A second document begins there. A file holds one only.",
  yamlOther:
    "What stands there does not fit. Look at indentation, colons and brackets of this line and the one before.",
} as const;
