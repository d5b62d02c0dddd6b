/**
 * Colours of the tokens, for what is drawn on a canvas: custom properties are resolved by asking for a colour that uses them. Each such
 * question makes the browser compute styles anew, so that the answers are kept until the reader changes the scheme.
 */
export class TokenColours {
  readonly #element: HTMLElement;
  readonly #known = new Map<string, string>();

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  colourOf(token: string): string {
    const known = this.#known.get(token);
    if (known !== undefined) return known;
    const { style } = this.#element;
    style.setProperty("color", `var(${token})`);
    const { color } = getComputedStyle(this.#element);
    style.removeProperty("color");
    this.#known.set(token, color);
    return color;
  }

  /** Calls back once colours are others: the system's scheme, or the reader's choice on the page. Until the returned function is called. */
  follow(changed: () => void): () => void {
    const forget = () => {
      this.#known.clear();
      changed();
    };
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", forget);
    const choice = new MutationObserver(forget);
    choice.observe(document.documentElement, { attributeFilter: ["data-scheme"] });
    return () => {
      scheme.removeEventListener("change", forget);
      choice.disconnect();
    };
  }
}
