/** Exit code of sysexits.h for "configuration error": the machine lacks something that the operator must provide. */
export const EXIT_CONFIG = 78;

/** The set-up cannot go on. The message is one sentence for the person at the terminal; no stack trace helps them. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = "SetupError";
    this.exitCode = exitCode;
  }
}
