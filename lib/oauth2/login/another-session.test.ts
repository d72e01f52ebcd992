/** `prompt=login` and `max_age` where the session on return is another one than at first sight (threat O12). */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asked, decide } from "@/tests/unit/login";
import { method, NOW, session } from "@/tests/unit/oauth2";
import { mergePendingRequest, type PendingRequest, toPendingRequest } from "./pending-request";

const MINUTE = 60_000;
const at = (millis: number) => new Date(NOW.getTime() + millis);

/** A session with one password, given so many milliseconds after first sight by Kratos' clock. */
const other = (id: string, ...times: number[]) =>
  session({ id, authentication_methods: times.map((time) => method("password", at(time).toISOString())) });

/** One visit of the page: what it decides, and what it seals. */
function visit(
  request: ReturnType<typeof asked>,
  pendingRequest: PendingRequest,
  seen: ReturnType<typeof session>,
  clockLead = 0,
) {
  const { kind } = decide({ request, pendingRequest, session: seen, clockLead });
  const later = toPendingRequest(request, seen, at(10 * MINUTE));
  return { kind, pendingRequest: mergePendingRequest(pendingRequest, later, clockLead) };
}

describe.each([
  ["prompt=login", asked({ prompt: "login" })],
  ["max_age=0", asked({ max_age: "0" })],
])("O12: %s", (_, request) => {
  const nobody = toPendingRequest(request, null, NOW);
  const alice = toPendingRequest(request, other("a", -180 * MINUTE), NOW);

  it("is not met by a session that is put back after nobody was signed in", () => {
    expect(visit(request, nobody, other("a", -180 * MINUTE)).kind).toBe("authenticate");
  });

  it("is not met by another old session, however much newer than the one that was seen", () => {
    expect(visit(request, alice, other("b", -2 * MINUTE)).kind).toBe("authenticate");
  });

  it("is met by another session that began since, as after a recovery or a provider's answer", () => {
    expect(visit(request, nobody, other("b", 0)).kind).toBe("accept");
    expect(visit(request, alice, other("b", 0)).kind).toBe("accept");
  });

  it("asks once more where the clocks differ and Kratos does not say so, and is then met", () => {
    const first = visit(request, nobody, other("b", -5 * MINUTE));
    expect(first.kind).toBe("authenticate");
    const refreshed = other("b", -5 * MINUTE, -4 * MINUTE);
    expect(visit(request, first.pendingRequest, refreshed).kind).toBe("accept");
  });

  it("asks nobody twice where the clocks differ and Kratos says so", () => {
    const skew = -30 * MINUTE;
    expect(visit(request, nobody, other("b", skew), skew).kind).toBe("accept");
    expect(visit(request, nobody, other("b", -2 * MINUTE), 30 * MINUTE).kind).toBe("authenticate");
  });

  it("by a request of the version before is met by what began since, and by nothing older", () => {
    const { sessionId, ...unnamed } = alice;
    expect(sessionId).toBe("a");
    expect(visit(request, unnamed, other("a", -180 * MINUTE, 0)).kind).toBe("accept");
    expect(visit(request, unnamed, other("b", -2 * MINUTE)).kind).toBe("authenticate");
  });

  it("is met by no number of old sessions, put back in whatever order", () => {
    const old = fc.record({
      id: fc.constantFrom("a", "b", "c"),
      time: fc.integer({ min: -600 * MINUTE, max: -MINUTE - 1 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(nobody, alice), fc.array(old, { maxLength: 6 }), (first, visits) => {
        const times = new Map([["a", -180 * MINUTE]]);
        let pendingRequest: PendingRequest = first;
        for (const { id, time } of visits) {
          if (!times.has(id)) times.set(id, time);
          const seen = visit(request, pendingRequest, other(id, times.get(id) ?? time));
          expect(seen.kind).toBe("authenticate");
          pendingRequest = seen.pendingRequest;
        }
      }),
    );
  });

  it("stays met while a second step is asked for: what was given since is not what was seen", () => {
    const fresh = other("b", 5000);
    const { pendingRequest } = visit(request, nobody, fresh);
    expect(visit(request, pendingRequest, fresh).kind).toBe("accept");
  });
});
