import { type Remark, type ShownWords, tell, toWords } from "@meter2mqtt/contract";
import { readContractFile, TariffFileError } from "@meter2mqtt/energy";
import { isRecord } from "../config/schema-node.ts";

/** Something in a contract that is not as it should be. */
export interface ContractMistake {
  /** `components.0.per`; empty for the whole. */
  readonly path: string;
  /** What is wrong there. */
  readonly message: string;
  readonly words: ShownWords;
}

/** So many are enough to begin with. */
const mostMistakes = 50;

/** Everything that the reader of contracts refuses, not the first only: each component is read alone. */
export function contractMistakes(value: unknown): ContractMistake[] {
  const whole = mistakeIn(value);
  if (whole === undefined) return [];
  if (!isRecord(value)) return [whole];
  const { components, ...head } = value;
  const headMistake = mistakeIn({ ...head, components: [] });
  const listed: readonly unknown[] = Array.isArray(components) ? components : [];
  const inComponents = listed.flatMap((component, index) => {
    const mistake = mistakeIn({ ...soundHead, components: [component] });
    return mistake === undefined
      ? []
      : [{ ...mistake, path: mistake.path.replace(/^components\.0/, `components.${index}`) }];
  });
  const all = [...(headMistake === undefined ? [] : [headMistake]), ...inComponents];
  return all.length > 0 ? all.slice(0, mostMistakes) : [whole];
}

const soundHead = { id: "a", name: "a", currency: "EUR" };

function mistakeIn(value: unknown): ContractMistake | undefined {
  try {
    readContractFile(value);
    return undefined;
  } catch (error) {
    if (!(error instanceof TariffFileError)) throw error;
    const { message, words } = error.remark;
    const path = error.path === "the file" ? "" : error.path.replace(/\[(\d+)\]/g, ".$1");
    return { path, message, words: toWords(words) };
  }
}

/** What the reader takes, and what is hardly meant. */
export function contractDoubts(value: unknown): Remark[] {
  const components = isRecord(value) && Array.isArray(value["components"]) ? value["components"].filter(isRecord) : [];
  const includes = isRecord(value) && Array.isArray(value["include"]) && value["include"].length > 0;
  return components.flatMap((component, index) => {
    const before = new Set(components.slice(0, index).map(({ id }) => id));
    const of: readonly unknown[] = Array.isArray(component["of"]) ? component["of"] : [];
    const strange = of.filter((id) => !before.has(id) && !(includes && String(id).startsWith("grid-")));
    return strange.map((id) => tell("percentOfNothing", { component: String(component["id"]), id: String(id) }));
  });
}
