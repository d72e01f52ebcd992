/** Hands the transport's answer through the SDK, which looks at its status alone, without making a `Response` of it. */

import type { UpstreamAnswer } from "./transport";

/** A `Response` with its streams and headers costs about 75 µs a call; nobody reads it but us. */
class HandedAnswer {
  readonly status: number;
  constructor(readonly answer: UpstreamAnswer) {
    this.status = answer.status;
  }
}

/** What the SDK gets from its `fetch`. Only {@link toAnswer} reads more of it than its status. */
export function toHanded(answer: UpstreamAnswer): Response {
  return new HandedAnswer(answer) as unknown as Response;
}

/** The transport's answer again. @throws TypeError for what came another way */
export function toAnswer(handed: Response): UpstreamAnswer {
  if (handed instanceof HandedAnswer) return handed.answer;
  throw new TypeError("not an answer of this transport");
}
