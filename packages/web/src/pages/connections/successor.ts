/** Settings with the word that `meter` took the place of `earlier`; all else stays as it is. */
export function withSuccessor(
  values: Readonly<Record<string, unknown>>,
  meter: string,
  earlier: string,
): Record<string, unknown> {
  const known = Array.isArray(values["meters"]) ? values["meters"] : [];
  const isIts = (entry: unknown) => typeof entry === "object" && entry !== null && Reflect.get(entry, "id") === meter;
  const meters = known.some(isIts)
    ? known.map((entry: unknown) => (isIts(entry) ? Object.assign({}, entry, { successorOf: earlier }) : entry))
    : [...known, { id: meter, successorOf: earlier }];
  return { ...values, meters };
}
