import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHANGE_KINDS, toChangeKind } from "./settings-change";

const kindOf = (body: string) => toChangeKind(new URLSearchParams(body));

describe("the kind of a settings change (A5)", () => {
  it.each([
    ["method=password&password=x&csrf_token=c", "password"],
    ["method=profile&traits.email=a", "profile"],
    ["link=acme", "link"],
    ["unlink=acme", "unlink"],
    ["method=totp&totp_code=123456", "totp"],
    ["method=totp&totp_unlink=true", "totp_unlink"],
    ["totp_unlink=true", "totp_unlink"],
    ["lookup_secret_reveal=true", "lookup_secret_reveal"],
    ["lookup_secret_regenerate=true", "lookup_secret_regenerate"],
    ["lookup_secret_confirm=true&method=lookup_secret", "lookup_secret_confirm"],
    ["lookup_secret_disable=true", "lookup_secret_disable"],
    ["webauthn_register={}&webauthn_register_displayname=Blue", "webauthn_register"],
    ["webauthn_register=&webauthn_register_displayname=&webauthn_remove=abc", "webauthn_remove"],
    ["passkey_settings_register={}", "passkey_settings_register"],
    ["passkey_settings_register=&passkey_remove=abc", "passkey_remove"],
  ])("%s is %s", (body, kind) => {
    expect(kindOf(body)).toBe(kind);
  });

  it.each([
    [""],
    ["method=code"],
    ["method=PASSWORD&password=x"],
    ["method=profile&method=password"],
    ["method=password&password=x&link=acme"],
    ["link=acme&unlink=globex"],
    ["link=&link=acme&method=profile"],
    ["totp_unlink=true&method=password"],
    ["totp_unlink=false&method=totp&totp_code=123456"],
    ["totp_unlink=true&totp_unlink=false&method=totp&totp_code=123456"],
  ])("A5: %j may be several things, and is named as none of them", (body) => {
    expect(kindOf(body)).toBe("other");
  });

  it("A5: what is no form of a page is named as nothing", () => {
    expect(toChangeKind(undefined)).toBe("other");
  });

  it("is one of the list for every body", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "binary" }), (body) => {
        expect(CHANGE_KINDS).toContain(kindOf(body));
      }),
    );
  });
});
