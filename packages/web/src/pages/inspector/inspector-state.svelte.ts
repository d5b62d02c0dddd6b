import type { KeySet, ScaleDecision } from "@meter2mqtt/decoder";
import { type FoundKeys, findKeys } from "@meter2mqtt/decoder/input";
import { untrack } from "svelte";
import { type Capture, type CaptureSummary, createCapture, decodeCapture, type ReadingSettings } from "./capture.ts";
import { type FittedKeys, fitKeys } from "./fit-keys.ts";
import { type Inspection, inspect } from "./inspect.ts";
import type { InputResult } from "./read-input.ts";
import { inputSpace, TreeIndex } from "./tree-index.ts";
import { judgeKeys, type KeyVerdict } from "./verdict.ts";

/** What is chosen in the tree and among the octets. */
export interface Selection {
  readonly node: number;
  readonly space: string;
  /** The octet that the keyboard is at. */
  readonly offset: number;
}

const noKeys: FoundKeys = { keys: {}, all: [] };

/** What is looked at, with what, and what is chosen of it. Keys live here and nowhere else. */
export class InspectorState {
  capture: Capture | undefined = $state.raw();
  /** Where it came from, in words. */
  origin: string = $state("");
  chosenUnit: number = $state(0);
  keysText: string = $state("");
  /** Empty: as the decoder chooses it. */
  zone: string = $state("");
  selection: Selection = $state.raw({ node: 0, space: inputSpace, offset: 0 });
  hovered: number | undefined = $state();
  open: ReadonlySet<number> = $state.raw(new Set());

  readonly found: FoundKeys = $derived(this.keysText.trim() === "" ? noKeys : findKeys(this.keysText));
  readonly #zone: string | undefined = $derived(this.zone === "" ? undefined : this.zone);
  /** The octets of the chosen message; all of them where no message was found. */
  readonly octets: Uint8Array | undefined = $derived.by(() => {
    if (this.capture === undefined) return undefined;
    const unit = this.capture.units[this.chosenUnit];
    return unit === undefined ? this.capture.octets : this.capture.octets.subarray(unit.from, unit.to);
  });
  /** A frame that was heard on a port: keys are fitted to it while no other is looked at. */
  heard: Uint8Array | undefined = $state.raw();
  readonly fitted: FittedKeys = $derived.by(() => {
    const sample = this.octets ?? this.heard;
    return sample === undefined ? { keys: this.found.keys, isOther: false } : fitKeys(sample, this.found, this.#zone);
  });
  readonly keys: KeySet = $derived(this.fitted.keys);
  readonly settings: ReadingSettings = $derived({ keys: this.keys, zone: this.#zone });

  /** What the whole capture comes to; absent while it is being read. */
  summary: CaptureSummary | undefined = $state.raw();
  /** Scales that its frames decided together: the same array while there is nothing new. */
  #scales: readonly ScaleDecision[] = $state.raw([]);
  readonly inspection: Inspection | undefined = $derived(
    this.octets === undefined ? undefined : inspect(this.octets, this.settings, this.#scales),
  );
  readonly verdict: KeyVerdict | undefined = $derived(
    this.inspection === undefined ? undefined : judgeKeys(this.inspection),
  );
  readonly index: TreeIndex | undefined = $derived(
    this.inspection === undefined ? undefined : new TreeIndex(this.inspection.tree, this.inspection.octets),
  );

  /** Shows what was read; false where that can't be. */
  show(result: InputResult, origin: string): result is InputResult & { ok: true } {
    if (!result.ok) return false;
    this.origin = origin;
    this.chosenUnit = 0;
    this.capture = createCapture(result.octets);
    return true;
  }

  /** Reads the whole capture, until the returned function is called. */
  summarise(): () => void {
    const leaving = new AbortController();
    const { capture, settings } = this;
    this.summary = undefined;
    if (capture !== undefined) {
      decodeCapture(capture.octets, settings, leaving.signal, (summary) => {
        this.summary = summary;
        if (summary.scales.length > 0 || untrack(() => this.#scales).length > 0) this.#scales = summary.scales;
      });
    }
    return () => leaving.abort();
  }

  clear(): void {
    this.capture = undefined;
    this.origin = "";
  }

  /**
   * To be called when there is another tree: what was chosen in the last one is no place in it. The first field with
   * something wrong is chosen, where there is one.
   */
  settle(): void {
    this.open = this.index?.firstOpen() ?? new Set();
    this.selection = { node: 0, space: inputSpace, offset: 0 };
    this.hovered = undefined;
    const wrong = this.index?.entries.find(({ node, children }) => node.problem !== undefined && children.length === 0);
    if (wrong !== undefined) this.chooseNode(wrong.id);
  }

  /** Chooses a node, and with it the first of its octets. */
  chooseNode(id: number): void {
    const entry = this.index?.entries[id];
    if (entry !== undefined) this.selection = { node: id, space: entry.space, offset: entry.node.from };
  }

  /** Chooses an octet, and with it the field that it belongs to; the tree is opened down to that. */
  chooseOctet(space: string, offset: number): void {
    const leaf = this.index?.leafAt(space, offset);
    this.selection = { node: leaf?.id ?? 0, space, offset };
    const above = this.index?.path(this.selection.node).slice(0, -1) ?? [];
    if (above.some(({ id }) => !this.open.has(id))) this.open = new Set([...this.open, ...above.map(({ id }) => id)]);
  }
}
