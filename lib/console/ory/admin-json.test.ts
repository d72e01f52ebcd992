import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toGrants } from "../grants/view";
import { toIdentityDetails } from "../identities/view";
import { toIssuer } from "../issuers/view";
import { toMessageDetails } from "../messages/view";
import { toApiKey, toMember, toProject } from "../network/view";
import { toSessionDetails } from "../sessions/view";
import { listMember, objectMember, textMember, textsMember } from "./admin-json";

const VIEWS = {
  grants: (raw: unknown) => toGrants([raw]),
  identity: toIdentityDetails,
  issuer: toIssuer,
  message: toMessageDetails,
  project: toProject,
  member: toMember,
  "API key": toApiKey,
  session: toSessionDetails,
};

const NAMES = ["id", "identity", "devices", "dispatches", "error", "scope", "public_key", "consent_request"];
const anything = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()))),
);

describe("what an admin API answers", () => {
  it("counts as absent where it has another shape, and is kept where it has its own", () => {
    const schema = objectMember({
      name: textMember,
      of: objectMember({ id: textMember }),
      texts: textsMember,
      list: listMember(objectMember({ id: textMember })),
    });
    expect(schema.parse(null)).toEqual({ of: {}, texts: [], list: [] });
    expect(schema.parse({ name: "", of: [], texts: ["a", 1], list: "x" })).toEqual({
      of: {},
      texts: ["a"],
      list: [],
    });
    expect(schema.parse({ name: "n", of: { id: "i" }, texts: [""], list: [{ id: "l" }, null] })).toEqual({
      name: "n",
      of: { id: "i" },
      texts: [""],
      list: [{ id: "l" }, {}],
    });
  });

  it.each(Object.entries(VIEWS))("makes a view of any %s, whatever it is", (_, toView) => {
    fc.assert(
      fc.property(anything, (raw) => {
        expect(() => toView(raw)).not.toThrow();
      }),
    );
  });
});
