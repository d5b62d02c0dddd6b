/** Whoever asked the simulator for something gave an option it cannot follow. */
export class SimulatorOptionError extends Error {
  override readonly name = "SimulatorOptionError";
  /** Which option: `meter`, `faults`, `speed`, ... */
  readonly option: string;
  /** What would be right. */
  readonly hint: string;

  constructor(option: string, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.option = option;
    this.hint = hint;
  }
}
