/** What a console page says when it cannot do what was asked. */

/** Drawn as a page with this status. */
export interface ConsoleProblemView {
  status: number;
  title: string;
  /** What happened, and what is known of the outcome. */
  text: string;
  /** What to do next. */
  next?: string;
  /** The log line carries the same. */
  reference: string;
  retryAfterSeconds?: number;
  /** `isBack`: the page before this one, with what was filled in there. */
  links: { href: string; label: string; isBack?: boolean }[];
  /** What an administrator needs in order to change it, to copy. */
  facts?: { label: string; value: string }[];
}

/** Thrown by the console's guards and acts; answered as a page. */
export class ConsoleProblem extends Error {
  constructor(
    readonly status: number,
    readonly view: Omit<ConsoleProblemView, "status" | "reference" | "links"> & {
      /** Paths under the console, such as `/sessions`. */
      links?: { path: string; label: string }[];
    },
    readonly setCookies: string[] = [],
    /** Whose `code` the log line names. */
    cause?: Error & { code?: unknown },
  ) {
    super(`${status} ${view.title}`, { cause });
    this.name = "ConsoleProblem";
  }
}

/** Nobody is signed in: answered with the sign-in page, at the address that was asked for. */
export class SignInRequired extends Error {
  constructor(readonly setCookies: string[] = []) {
    super("401 sign in");
    this.name = "SignInRequired";
  }
}
