/** Where an octet stands among rows of `perRow`. */
export function rowOf(offset: number, perRow: number): number {
  return Math.floor(offset / perRow);
}

export function rowCount(octets: number, perRow: number): number {
  return Math.max(1, Math.ceil(octets / perRow));
}

/** `0040`: with as many digits as the last offset needs. */
export function offsetText(offset: number, octets: number): string {
  return offset.toString(16).padStart(Math.max(4, octets.toString(16).length), "0");
}

export function octetText(octet: number): string {
  return octet.toString(16).padStart(2, "0");
}

/** As dumps show it: a dot for what has no shape of its own. */
function shapeOf(octet: number): string {
  return octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : "·";
}

/** The shapes of a row, cut where its marked part begins and ends. */
export function shapesOf(
  octets: readonly number[],
  isMarked: (place: number) => boolean,
): readonly { readonly text: string; readonly isMarked: boolean }[] {
  const runs: { text: string; isMarked: boolean }[] = [];
  for (const [place, octet] of octets.entries()) {
    const last = runs.at(-1);
    const marked = isMarked(place);
    if (last?.isMarked === marked) last.text += shapeOf(octet);
    else runs.push({ text: shapeOf(octet), isMarked: marked });
  }
  return runs;
}

export interface GridShape {
  readonly perRow: number;
  readonly octets: number;
  /** Rows that are seen at once. */
  readonly page: number;
}

/** Where a key leads from an octet; undefined for keys that mean nothing here. */
export function pressOctetKey(
  at: number,
  key: string,
  ctrl: boolean,
  { perRow, octets, page }: GridShape,
): number | undefined {
  const row = at - (at % perRow);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + perRow < octets ? at + perRow : at,
    ArrowUp: at - perRow >= 0 ? at - perRow : at,
    PageDown: Math.min(at + perRow * page, octets - 1),
    PageUp: at - perRow * page >= 0 ? at - perRow * page : at % perRow,
    Home: ctrl ? 0 : row,
    End: ctrl ? octets - 1 : row + perRow - 1,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(to, octets - 1));
}
