import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALICE, BOB, NOW } from "@/tests/unit/oauth2";
import { addAccepted, addConfirmed, type LoginSession, shouldBeRemembered } from "./login-sessions";

const HOUR = { rememberLoginSeconds: 3600, extendLogin: true };
const UNTIL_CLOSED = { rememberLoginSeconds: 0, extendLogin: true };

const accept = (sessions: LoginSession[], sid: string, subject = ALICE) =>
  addAccepted(sessions, { sid, subject, skip: false });
const confirm = (sessions: LoginSession[], sid: string, subject = ALICE, remembering = HOUR) =>
  addConfirmed(sessions, { sid, subject }, remembering, NOW);
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const toSids = (sessions: readonly LoginSession[]) => sessions.map(({ sid }) => sid);

describe("O22: what a sign-out ends", () => {
  it("is every login that was begun, not the last alone", () => {
    expect(toSids(confirm(confirm([], "s-1"), "s-2", BOB))).toEqual(["s-1", "s-2"]);
    expect(toSids(accept(confirm([], "s-1"), "s-2"))).toEqual(["s-1", "s-2"]);
  });

  it("is still there after any number of logins that a link began and Hydra did not confirm", () => {
    const link = fc.record({ sid: fc.uuid(), subject: fc.constantFrom(ALICE, BOB) });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 50 }), (links) => {
        const real = confirm(confirm([], "s-1"), "s-2", BOB);
        const flooded = links.reduce((all, { sid, subject }) => accept(all, sid, subject), real);
        expect(toSids(flooded)).toEqual(expect.arrayContaining(["s-1", "s-2"]));
        expect(flooded.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("is the newest six that Hydra confirmed", () => {
    const all = ["1", "2", "3", "4", "5", "6", "7", "8"].reduce(
      (sessions, sid) => confirm(accept(sessions, sid), sid),
      [] as LoginSession[],
    );
    expect(toSids(all)).toEqual(["3", "4", "5", "6", "7", "8"]);
  });

  it("holds a login once, however often it is seen", () => {
    const seen = confirm(accept(confirm(accept([], "s-1"), "s-1"), "s-1"), "s-1");
    expect(seen).toEqual([{ sid: "s-1", subject: ALICE, isConfirmed: true, until: later(3600).getTime() }]);
  });
});

describe("O21: whom Hydra should know", () => {
  const asked = { sid: "s-new", subject: ALICE };
  const isKnown = (sessions: LoginSession[], seconds = 0, isBrowserOpen = true, login = asked) =>
    shouldBeRemembered(sessions, login, { isBrowserOpen, now: later(seconds) });

  it("is a person whose login it confirmed, until its cookie lapses", () => {
    expect(isKnown(confirm([], "s-1"))).toBe(true);
    expect(isKnown(confirm([], "s-1"), 3599)).toBe(true);
    expect(isKnown(confirm([], "s-1"), 3600)).toBe(false);
  });

  it("is nobody any more when the browser was closed, where the cookie lasts until then", () => {
    const sessions = confirm([], "s-1", ALICE, UNTIL_CLOSED);
    expect(isKnown(sessions, 10 * 24 * 3600)).toBe(true);
    expect(isKnown(sessions, 0, false)).toBe(false);
  });

  it("is known for longer by each use, unless uses do not extend the cookie", () => {
    const used = (extendLogin: boolean) =>
      addConfirmed(confirm([], "s-1"), { sid: "s-1", subject: ALICE }, { ...HOUR, extendLogin }, later(1800));
    expect(isKnown(used(true), 5000)).toBe(true);
    expect(isKnown(used(false), 5000)).toBe(false);
  });

  it("is not somebody else, nor a login that Hydra never confirmed", () => {
    expect(isKnown(confirm([], "s-1", BOB))).toBe(false);
    expect(isKnown(accept([], "s-1"))).toBe(false);
    expect(isKnown([])).toBe(false);
    expect(isKnown([{ sid: "s-0", subject: ALICE }])).toBe(false);
  });

  it("is asked once for one login: looking at it again after its accept is no new one", () => {
    const accepted = accept(confirm([], "s-1"), "s-new");
    expect(isKnown(accepted)).toBe(false);
    expect(isKnown(confirm(accepted, "s-new"))).toBe(false);
    expect(isKnown(accepted, 0, true, { sid: "s-other", subject: ALICE })).toBe(true);
  });

  it("is known from the start where Hydra skips the login", () => {
    const [session] = addAccepted([], { sid: "s-1", subject: ALICE, skip: true });
    expect(session).toEqual({ sid: "s-1", subject: ALICE, isConfirmed: true });
  });
});

it("O22: a login that goes on is no longer one that is ending", () => {
  const ending = confirm([], "s-1").map((session) => ({ ...session, isEnding: true }));
  expect(accept(ending, "s-1")).toEqual(confirm([], "s-1"));
  expect(confirm(ending, "s-1")).toEqual(confirm([], "s-1"));
});
