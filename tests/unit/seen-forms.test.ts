/** Every form that says what it was drawn from: what somebody else changed meanwhile is kept, or shown before it counts. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { toFieldText } from "@/lib/console/clients/fields";
import { rebaseTypedClient as rebaseClient } from "@/lib/console/clients/rebase-typed";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toSeen } from "@/lib/console/forms/seen";
import { rebaseTypedIdentity as rebaseIdentity } from "@/lib/console/identities/rebase-typed";
import { type IdentityDetails, toIdentityDetails } from "@/lib/console/identities/view";
import { findChange } from "@/lib/console/network/find-change";
import { parseJson, read } from "@/lib/json";

const conflict = (operation: string, typed: Record<string, string>): FormProblems => ({
  ...NO_PROBLEMS,
  status: 409,
  operation,
  typed,
});

const schema = {
  properties: {
    traits: {
      type: "object",
      properties: { first: { type: "string" }, last: { type: "string" } },
    },
  },
};
const toIdentity = (first: string, last: string): IdentityDetails =>
  toIdentityDetails({
    id: "i",
    schema_id: "s",
    traits: { first, last },
    metadata_public: { first, last },
    metadata_admin: null,
  });

/** Two things in one form: the operator changes the first, somebody else the second. What the form shows of both then. */
interface Case {
  mine: string;
  old: string;
  theirs: string;
}
const inJson = (first: string, last: string) => JSON.stringify({ first, last });

/** By operation; undefined says that what was typed has no members of its own: the page shows the change instead. */
const FORMS: Record<string, ((one: Case) => { mine: unknown; theirs: unknown }) | "shown"> = {
  "identity.edit": ({ mine, old, theirs }) => {
    const { typed } = rebaseIdentity(
      conflict("identity.edit", { seen: toSeen({ first: "a", last: old }), traits: inJson(mine, old) }),
      toIdentity("a", theirs),
      schema,
    );
    return toBoth(typed.traits);
  },
  "identity.edit-metadata": ({ mine, old, theirs }) => {
    const { metadata } = toIdentity("a", old);
    const sent = { seen: toSeen(metadata), metadata_public: inJson(mine, old), metadata_admin: "null" };
    const { typed } = rebaseIdentity(
      conflict("identity.edit-metadata", sent),
      toIdentity("a", theirs),
      schema,
    );
    return toBoth(typed.metadata_public);
  },
  "identity.move": ({ mine, old, theirs }) => {
    const seen = toSeen({ schema: "s", traits: { first: "a", last: old } });
    const { typed } = rebaseIdentity(
      conflict("identity.move", { schema: "other", seen, traits: inJson(mine, old) }),
      toIdentity("a", theirs),
      schema,
    );
    return toBoth(typed.traits);
  },
  "client.edit": ({ mine, old, theirs }) => {
    const toClient = (client_name: string, client_uri: string) => ({ client_name, client_uri });
    const { typed } = rebaseClient(
      conflict("client.edit", {
        seen: toSeen(toClient("a", old)),
        client_name: mine,
        client_uri: toFieldText(toClient("a", old), "client_uri"),
      }),
      toClient("a", theirs),
    );
    return { mine: typed.client_name, theirs: typed.client_uri };
  },
  "client.edit-json": (one) => rebaseJsonOfClient("client.edit-json", one),
  "client.replace": (one) => rebaseJsonOfClient("client.replace", one),
  "project.patch": "shown",
  "project.replace": "shown",
  "key-set.replace": "shown",
  "client.rotate-secret": "shown",
};

function rebaseJsonOfClient(operation: string, { mine, old, theirs }: Case) {
  const sent = { seen: toSeen({ first: "a", last: old }), json: inJson(mine, old) };
  const { typed } = rebaseClient(conflict(operation, sent), { first: "a", last: theirs });
  return toBoth(typed.json);
}

function toBoth(text: string | undefined) {
  const value = parseJson(text ?? "");
  return { mine: read(value, "first"), theirs: read(value, "last") };
}

it("every act that compares what its form was drawn from stands in this file", () => {
  const files = readdirSync("lib/console", { recursive: true, encoding: "utf8" }).filter((name) =>
    /acts?\.server\.ts$|replace\.server\.ts$|move\.server\.ts$/.test(name),
  );
  const acts = files.flatMap((name) =>
    readFileSync(join("lib/console", name), "utf8").split("defineAct(").slice(1),
  );
  const comparing = acts.filter((text) => /\bseen: z\.string\(\)/.test(text));
  const names = comparing.map((text) => /operation: "([\w.-]+)"/.exec(text)?.[1]);
  expect(names.toSorted()).toEqual(Object.keys(FORMS).toSorted());
});

const word = fc.string({ unit: fc.constantFrom(..."abcdeäñ- "), minLength: 1, maxLength: 12 });

it.each(Object.entries(FORMS).filter(([, form]) => form !== "shown"))(
  "C24: %s keeps what this operator typed and what another changed meanwhile",
  (_, form) => {
    if (form === "shown") return;
    fc.assert(
      fc.property(word, word, word, (mine, old, theirs) => {
        fc.pre(mine !== "a" && old !== theirs && old !== mine);
        expect(form({ mine, old, theirs })).toEqual({ mine, theirs });
      }),
      { numRuns: 25 },
    );
  },
);

it("C24: of a field for JSON, what this operator did not touch is as another changed it", () => {
  const text = { type: "string" };
  const homes = { type: "array", items: { type: "object" } };
  const withJson = { properties: { traits: { properties: { nick: text, name: text, homes, extra: {} } } } };
  const seen = toSeen({ nick: "a", name: "Ada", homes: [{ zip: 1, city: "Graz" }], extra: { z: 1, a: 1 } });
  const typed = {
    "trait/nick": "b",
    "trait/name": "Ada",
    "trait/homes": '[\r\n  {\r\n    "zip": 1,\r\n    "city": "Graz"\r\n  }\r\n]',
    "trait/extra": '{ "z": 2, "a": 1 }',
  };
  const rebased = rebaseIdentity(
    conflict("identity.edit", { seen, ...typed }),
    toIdentityDetails({
      traits: { nick: "a", name: ["Ada"], homes: [{ city: "Wien" }], extra: { a: 2, z: 1 } },
    }),
    withJson,
  );
  expect(rebased.typed).toMatchObject({ "trait/nick": "b", "trait/name": '[\n  "Ada"\n]' });
  expect(parseJson(rebased.typed["trait/homes"] ?? "")).toEqual([{ city: "Wien" }]);
  expect(parseJson(rebased.typed["trait/extra"] ?? "")).toEqual({ z: 2, a: 2 });
});

it("C24: what another changed in a project is shown by its path, once it was refused for it", () => {
  const before = { revision_id: "1", services: { identity: { config: { "a/b": [1, 2] } } } };
  const after = { revision_id: "2", services: { identity: { config: { "a/b": [1, 3] } } } };
  const problems = conflict("project.replace", { seen: toSeen(before) });
  expect(findChange(problems, after)?.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'removed /revision_id: "1"',
    "removed /services/identity/config/a~1b/1: 2",
    'added /revision_id: "2"',
    "added /services/identity/config/a~1b/1: 3",
  ]);
  expect(findChange({ ...problems, status: 422 }, after)).toBeUndefined();
});

it("D1: a form that says that it was drawn from something without bottom is drawn again", () => {
  const seen = `{"traits":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
  const problems = (operation: string) => conflict(operation, { seen, json: "{}", traits: "{}" });
  expect(findChange(problems("project.replace"), {})).toEqual([
    { kind: "removed", text: expect.stringContaining("left out") },
    { kind: "added", text: ": {}" },
  ]);
  expect(rebaseClient(problems("client.edit-json"), {}).typed).toMatchObject({ json: "{}" });
  expect(rebaseIdentity(problems("identity.edit"), toIdentityDetails({}), {}).typed).toMatchObject({
    traits: "{}",
  });
});
