/** Is told of each field of a unit as it is read, so that what was read up to a damage is known too. */
export type FieldListener<Name extends string> = (name: Name, from: number, to: number) => void;
