import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

/** Catalogues that the inspector and what it shares with other pages read. */
const ownWords: ReadonlySet<string> = new Set(["index", "common", "inspector", "diagnoses", "sentences", "fields"]);

/** Parts of the words that all pages share, which only the gateway's pages show. */
const partsOfPages: ReadonlySet<string> = new Set([
  ...["nav", "session", "health", "connection", "simulated", "meters", "notice", "power", "chart", "phases", "energy"],
  ...["meter", "line", "events", "footer"],
]);

/** Sentences of diagnoses that only the gateway makes: of its ports, of brokers, and of devices that it asks. */
const sentencesOfGateway: ReadonlySet<string> = new Set([
  ...["lineSilent", "portSilent", "portWithoutFrame", "portWithDamage", "portMostHeard", "clockNeverSet"],
  ...["answerWithoutFrame", "messageWithoutFrame", "holdsNoJson", "noFrameInFields", "noTextAtPath", "noHexText"],
  ...["noHexTextBut", "answerNoNumber", "answerNoNumberAt", "messageNoNumber", "messageNoNumberAt"],
  ...["noKeyInText", "noKeyFits"],
]);

const diagnosesOfGateway: ReadonlySet<string> = new Set(["line/no-octets", "line/no-number", "clock/swinging"]);

/** What is left out of a catalogue of which the inspector has the rest. */
export const leftOut: Readonly<Record<string, ReadonlySet<string>>> = {
  common: partsOfPages,
  sentences: sentencesOfGateway,
  diagnoses: diagnosesOfGateway,
};

/** Leaves the words of the other pages out: in six languages they would double the file. */
export function withoutOtherWords(): Plugin {
  return {
    name: "without-other-words",
    enforce: "pre",
    async load(id) {
      const catalogue = /\/src\/(?:i18n\/[a-z]{2}\/(?:said\/)?|words\/(?=sentences))([\w-]+)\.ts$/.exec(id)?.[1];
      if (catalogue === undefined) return null;
      const source = await readFile(id, "utf8");
      const left = leftOut[catalogue];
      if (left !== undefined) return withoutEntries(source, left);
      if (ownWords.has(catalogue)) return null;
      return [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => `export const ${name} = {};`).join("\n");
    },
    transform(code, id) {
      const used = [...code.matchAll(/\btext\.(\w+)/g)].map(([, name = ""]) => name);
      const missing = /\/web\/src\/(?!i18n)/.test(id) ? used.find((name) => partsOfPages.has(name)) : undefined;
      if (missing !== undefined) this.error(`${id} shows text.${missing}, which the inspector's file is made without`);
      return null;
    },
  };
}

/** The source of a table, as it is formatted, without some of its entries. */
export function withoutEntries(source: string, names: ReadonlySet<string>): string {
  const at = source.indexOf("\nexport const ");
  const table = source
    .slice(at)
    .replace(/^ {2}"?([\w/-]+)"?:[\s\S]*?(?=^ {2}["\w/]|^\})/gm, (entry, name: string) =>
      names.has(name) ? "" : entry,
    );
  return source.slice(0, at) + table;
}
