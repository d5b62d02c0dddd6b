/** Things that nothing has fitted yet; where as many wait for that, one in so many more is made. */
const mostInVain = 6;
const rarely = 1024;

/** Whether another thing is worth its making that is of use only if something like it comes again: on a line where nothing does, few are. */
export class Ration {
  #asked = 0;

  allows(made: readonly { readonly isUsed: boolean }[]): boolean {
    const inVain = made.filter(({ isUsed }) => !isUsed).length;
    return inVain < mostInVain || this.#asked++ % rarely === 0;
  }
}
