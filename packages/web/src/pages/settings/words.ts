/** A text of the schema in parts: what stands between backticks is code. */
export function codeParts(text: string): readonly { readonly code: boolean; readonly text: string }[] {
  return text
    .split("`")
    .map((part, index) => ({ code: index % 2 === 1, text: part }))
    .filter((part) => part.text !== "");
}
