import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toFlowFailure } from "./errors";

const error = (id: string, rest: object = {}) => ({ error: { id, ...rest } });

describe("what follows from an error of Kratos", () => {
  it.each([
    [410, "self_service_flow_expired", { kind: "restart", reason: "expired" }],
    [410, "self_service_flow_replaced", { kind: "restart", reason: "replaced" }],
    [400, "self_service_flow_disabled", { kind: "disabled" }],
    [400, "self_service_flow_return_to_forbidden", { kind: "drop-return-to" }],
    [400, "session_already_available", { kind: "signed-in" }],
    [401, "session_aal_already_fulfilled", { kind: "signed-in" }],
    [401, "session_inactive", { kind: "sign-in" }],
    [401, "session_aal1_required", { kind: "sign-in" }],
    [403, "session_aal2_required", { kind: "step-up" }],
    [403, "session_refresh_required", { kind: "refresh" }],
    [400, "session_verified_address_required", { kind: "verify" }],
    [403, "security_csrf_violation", { kind: "restart", reason: "csrf" }],
    [403, "security_identity_mismatch", { kind: "restart", reason: "foreign" }],
  ])("%i %s", (status, id, next) => {
    expect(toFlowFailure({ status, id })).toEqual(next);
    expect(toFlowFailure({ status, body: error(id) })).toEqual(next);
  });

  it("an expired flow leads to the one Kratos made in its place, destination kept", () => {
    const body = {
      ...error("self_service_flow_expired", { details: { return_to: "/account" } }),
      use_flow_id: "f",
    };
    expect(toFlowFailure({ status: 410, body })).toEqual({
      kind: "restart",
      reason: "expired",
      useFlowId: "f",
      returnTo: "/account",
    });
  });

  it("a change of location names the address, or is broken", () => {
    const id = "browser_location_change_required";
    expect(toFlowFailure({ status: 422, body: { ...error(id), redirect_browser_to: "/x" } })).toEqual({
      kind: "redirect",
      to: "/x",
    });
    expect(toFlowFailure({ status: 422, id })).toMatchObject({ kind: "broken", status: 422 });
  });

  it("goes by the reason or status where Kratos gives no id", () => {
    const disabled = { error: { code: 400, reason: "Recovery is not allowed because it was disabled." } };
    expect(toFlowFailure({ status: 400, body: disabled })).toEqual({ kind: "disabled" });
    expect(toFlowFailure({ status: 401 })).toEqual({ kind: "sign-in" });
    expect(toFlowFailure({ status: 404 })).toEqual({ kind: "restart", reason: "missing" });
    expect(toFlowFailure({ status: 410 })).toEqual({ kind: "restart", reason: "expired" });
    expect(toFlowFailure({ status: 500 })).toEqual({ kind: "broken", status: 500 });
    expect(toFlowFailure({ status: 0, id: "constructor" })).toEqual({
      kind: "broken",
      status: 0,
      id: "constructor",
    });
  });

  it("D7: nobody switches a flow off by what they ask for, which newer servers repeat", () => {
    for (const asked of [
      "is not allowed because it was disabled",
      "Registration is not allowed because it was disabled.",
    ]) {
      const reason = `Requested identity schema "${asked}" does not exist.`;
      const body = { error: { code: 400, reason } };
      expect(toFlowFailure({ status: 400, body })).toEqual({ kind: "broken", status: 400 });
    }
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.integer(), fc.anything(), (status, body) => void toFlowFailure({ status, body })),
    );
  });
});
