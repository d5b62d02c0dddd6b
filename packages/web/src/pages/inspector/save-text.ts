/** Gives the reader a file; it is made here, and asks nobody. */
export function saveText(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Whether the text is in the clipboard now; where the browser does not let us, it is selected for the reader to copy. */
export async function copyText(element: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(element.textContent ?? "");
    return true;
  } catch {
    // No clipboard outside secure contexts, or the reader said no.
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
