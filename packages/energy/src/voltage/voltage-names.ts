const toNeutral = ["L1", "L2", "L3"] as const;
/** Between which phases meters of IT grids measure what they call the voltages of L1, L2 and L3. */
const betweenPhases = ["L1-L2", "L1-L3", "L2-L3"] as const;

/** Names of a meter's three voltages; `isBetweenPhases`: the grid has no neutral. */
export function voltageNames(isBetweenPhases: boolean): readonly [string, string, string] {
  return isBetweenPhases ? betweenPhases : toNeutral;
}
