import { configurationProblem, contractProblem, type ShownWords, type Told, words } from "@meter2mqtt/contract";
import { type Static, Type } from "typebox";

interface ApiErrorOptions extends ErrorOptions {
  readonly retryAfterSeconds?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * The client asked for something that can't be given. Ends as problem+json (RFC 9457). Pages show what it says, so it is told
 * by key; what no page can bring about is said by {@link ApiError.forPrograms}.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** Short name of the kind of problem, for programs. */
  readonly type: string;
  /** More for programs: members of the problem beside the usual ones (RFC 9457, 3.2). */
  readonly extra: Readonly<Record<string, unknown>>;

  /** When it may be asked again. */
  readonly retryAfterSeconds: number | undefined;
  /** The message for other languages; none where it is for programs. */
  readonly words: ShownWords;

  constructor(status: number, type: string, told: Told, options: ApiErrorOptions = {}) {
    super(told.message, options);
    this.words = told.words;
    this.status = status;
    this.type = type;
    this.extra = options.extra ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** For what none of our pages asks or sends: it is said in English only. */
  static forPrograms(status: number, type: string, message: string, options?: ApiErrorOptions): ApiError {
    return new ApiError(status, type, { message, words: [] }, options);
  }
}

export const problem = Type.Object({
  type: Type.String({ description: "kind of the problem, a relative URI" }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String({ description: "what is wrong with this request, in a sentence" }),
  words: Type.Optional(words),
  errors: Type.Optional(
    Type.Array(Type.Union([configurationProblem, contractProblem]), {
      description: "of a configuration or a contract that is refused: everything that is wrong",
    }),
  ),
});
export type Problem = Static<typeof problem>;

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Log in first",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  408: "Too slow",
  409: "Conflict",
  412: "Precondition failed",
  413: "Too large",
  415: "Unsupported media type",
  428: "Precondition required",
  429: "Too many requests",
  431: "Headers too large",
  500: "Internal error",
  503: "Not available now",
};

export function toProblem(status: number, type: string, { message, words }: Told): Problem {
  const detail = { detail: message, ...(words.length > 0 && { words }) };
  return { type: `problems/${type}`, title: titles[status] ?? "Error", status, ...detail };
}
