import { ApiProblem, type Guard, getJson, sendJson, useCsrfToken, whenSignedOut } from "../api/client.ts";

export type Role = "admin" | "viewer";
/** `asking`: not known yet. `set-up`: no password is set, and we come from another machine. */
export type SessionState = "asking" | "open" | "signed-in" | "signed-out" | "set-up";

interface SessionAnswer {
  readonly state: Exclude<SessionState, "asking">;
  readonly role?: Role;
  readonly user?: string;
  readonly csrfToken?: string;
}

/** `done`, or why not: as the gateway says it, or that it did not answer. */
export type LogInResult = "done" | ApiProblem;

const states: readonly string[] = ["open", "signed-in", "signed-out", "set-up"];

const isSessionAnswer: Guard<SessionAnswer> = (value): value is SessionAnswer =>
  typeof value === "object" && value !== null && "state" in value && states.includes(String(value.state));

const isAnything: Guard<unknown> = (_value): _value is unknown => true;

/** Who looks at the page, and what they may. */
export class Session {
  state: SessionState = $state("asking");
  role: Role | undefined = $state();
  user: string | undefined = $state();
  readonly mayChange: boolean = $derived(this.role === "admin");
  /** Pages for administrators are shown; also while the gateway is away, which then answers nobody. */
  readonly maySet: boolean = $derived(this.mayChange || this.state === "open");
  /** Somebody who may look without a login wants to log in. */
  wantsToEnter: boolean = $state(false);
  /** Also without a login, where the gateway lets everybody look. */
  readonly mayLook: boolean = $derived(
    this.state !== "asking" && !this.wantsToEnter && (this.role !== undefined || this.state === "open"),
  );

  constructor() {
    whenSignedOut(() => {
      void this.ask();
    });
  }

  /** Asks the gateway who we are. */
  async ask(): Promise<void> {
    try {
      this.#take(await getJson("api/v1/session", isSessionAnswer));
    } catch {
      // The live feed says that the gateway is away; what was known of us stays.
      if (this.state === "asking") this.state = "open";
    }
  }

  async logIn(user: string, password: string): Promise<LogInResult> {
    return this.#enter("api/v1/session", { user, password });
  }

  /** Sets the first password with the code of the log. */
  async setUp(code: string, user: string, password: string): Promise<LogInResult> {
    return this.#enter("api/v1/set-up", { code, user, password });
  }

  async logOut(): Promise<void> {
    try {
      await sendJson("DELETE", "api/v1/session", isAnything);
    } finally {
      await this.ask();
    }
  }

  async #enter(path: string, body: unknown): Promise<LogInResult> {
    try {
      await sendJson("POST", path, isAnything, { body });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      return error;
    }
    this.wantsToEnter = false;
    await this.ask();
    return "done";
  }

  #take({ state, role, user, csrfToken }: SessionAnswer): void {
    useCsrfToken(csrfToken);
    this.role = role;
    this.user = user;
    this.state = state;
  }
}
