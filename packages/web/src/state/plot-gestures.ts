/** What fingers, wheel and mouse ask of a chart. Shares are of its width, from its left edge. */
export interface Gestures {
  /** So far to the right, as a share of the width. */
  readonly pan: (share: number) => void;
  /** So much more time (2: twice as much), around a place of the width. */
  readonly zoom: (factor: number, anchor: number) => void;
}

interface Pointer {
  x: number;
  panning: boolean;
}

/** The finger or mouse that moves must have gone so far before it pans: a tap shows a value. */
const tapPixels = 4;

/** Follows pointers and wheel on `element` until the returned function is called. A finger up or down scrolls the page as ever. */
export function followGestures(element: HTMLElement, gestures: Gestures): () => void {
  const pointers = new Map<number, Pointer>();
  element.style.touchAction = "pan-y";
  const shareAt = (x: number) => {
    const { left, width } = element.getBoundingClientRect();
    return (x - left) / Math.max(1, width);
  };
  const down = (event: PointerEvent) => {
    if (event.button === 0) pointers.set(event.pointerId, { x: event.clientX, panning: false });
  };
  const move = (event: PointerEvent) => {
    const pointer = pointers.get(event.pointerId);
    if (pointer === undefined) return;
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) drag(pointer, event);
    else pinch(pointer, other, event);
  };
  const drag = (pointer: Pointer, { pointerId, clientX }: PointerEvent) => {
    if (!pointer.panning && Math.abs(clientX - pointer.x) < tapPixels) return;
    if (!pointer.panning) element.setPointerCapture(pointerId);
    pointer.panning = true;
    gestures.pan(shareAt(clientX) - shareAt(pointer.x));
    pointer.x = clientX;
  };
  const pinch = (pointer: Pointer, other: Pointer, { clientX }: PointerEvent) => {
    const before = Math.abs(pointer.x - other.x);
    const after = Math.abs(clientX - other.x);
    if (before > 10 && after > 10) gestures.zoom(before / after, shareAt((clientX + other.x) / 2));
    pointer.x = clientX;
  };
  const up = (event: PointerEvent) => pointers.delete(event.pointerId);
  const wheel = (event: WheelEvent) => {
    // Sideways it pans; up and down it zooms with a key held, as the page must stay scrollable.
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) gestures.pan(-event.deltaX / Math.max(1, element.clientWidth));
    else if (event.ctrlKey || event.shiftKey) gestures.zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, shareAt(event.clientX));
    else return;
    event.preventDefault();
  };
  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", move, { signal });
  element.addEventListener("pointerup", up, { signal });
  element.addEventListener("pointercancel", up, { signal });
  element.addEventListener("wheel", wheel, { signal, passive: false });
  return () => stop.abort();
}
