/** A trait that is called as a column of the account itself is: `state` of a postal address, say. */

import { expect, it, vi } from "vitest";
import { toExportRows, toExportStart } from "../export/rows";
import type { Operator } from "../operator/operator";
import { toSchema } from "../schemas/view";
import { guessColumns, readColumns, toTargets } from "./columns";
import { parseRows } from "./rows";

const NAMES = ["id", "schema_id", "state", "created_at", "updated_at", "hashed_password", "metadata_admin"];
const JSON_SCHEMA = {
  properties: {
    traits: {
      type: "object",
      properties: Object.fromEntries(["email", ...NAMES].map((name) => [name, { type: "string" }])),
    },
  },
};
const { traits: TRAITS } = toSchema("person", JSON_SCHEMA);
const PATHS = TRAITS.map(({ path }) => path);

it("has a column of its own in an export, which an import reads as it was", () => {
  const traits = { email: "a@x.example", ...Object.fromEntries(NAMES.map((name) => [name, `own ${name}`])) };
  const person = { id: "1", schema_id: "person", state: "inactive", traits, metadata_admin: { team: 7 } };
  const csv = toExportStart("csv", PATHS) + toExportRows("csv", PATHS, [person], true);
  const columns = readColumns(csv) ?? [];
  const names = columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const parsed = parseRows(csv, PATHS, guessColumns(columns, TRAITS));
  expect(parsed).toMatchObject({
    rows: [{ schema: "person", identity: { state: "inactive", traits, metadata_admin: { team: 7 } } }],
  });
});

it("is not confused with a member of a trait that is called traits", () => {
  const text = { type: "string" };
  const json = {
    properties: {
      traits: {
        properties: { state: text, traits: { type: "object", properties: { state: text, city: text } } },
      },
    },
  };
  const { traits: views } = toSchema("person", json);
  const paths = views.map(({ path }) => path);
  const traits = { state: "Bavaria", traits: { state: "solid", city: "Ulm" } };
  const person = { id: "1", schema_id: "person", state: "active", traits };
  const csv = toExportStart("csv", paths) + toExportRows("csv", paths, [person], true);
  const columns = readColumns(csv) ?? [];
  expect(parseRows(csv, paths, guessColumns(columns, views))).toMatchObject({
    rows: [{ identity: { traits } }],
  });
});

it("can be chosen for a column, beside the account's own", () => {
  const targets = toTargets(TRAITS);
  expect(new Set(targets).size).toBe(targets.length);
  expect(targets).toEqual(expect.arrayContaining(["state", "traits.state"]));
});

it.each([
  ["email,state", ["email", "traits.state"]],
  ["email,State", ["email", "traits.state"]],
  ["email,traits.state,state", ["email", "traits.state", "state"]],
])("is asked for where the first line is %s, unless both are there", async (header, guessed) => {
  expect(guessColumns(readColumns(header) ?? [], TRAITS)).toEqual(guessed);
  vi.doMock("../schemas/schemas.server", () => ({ getSchema: async () => JSON_SCHEMA }));
  vi.doMock("./files.server", () => ({ keepFile: async () => "kept" }));
  vi.doMock("../jobs/jobs.server", () => ({
    newJob: () => ({ id: "job" }),
    publishJob: async () => undefined,
    putPart: async () => undefined,
    putResults: async () => undefined,
  }));
  const { toCheckAct } = await import("./prepare.server");
  const file = `${header}\n${guessed.map(() => "active").join(",")}\n`;
  const prepared = toCheckAct().prepare({ schema: "person", file, text: "", reason: "" });
  if ("problems" in prepared) throw new Error(JSON.stringify(prepared.problems));
  const result = await prepared.run({} as Operator);
  expect("next" in result && result.next === "/import/kept").toBe(guessed.length === 2);
});

it.each([
  ["id,schema_id,state,created_at,email", ["", "schema_id", "state", "", "email"]],
  [
    "id,schema_id,state,created_at,email,id,state",
    ["", "schema_id", "state", "", "email", "traits.id", "traits.state"],
  ],
])("is not guessed for the account's own, in an export from before there was one: %s", (header, guessed) => {
  const traits = TRAITS.filter(({ path }) => path !== "schema_id");
  expect(guessColumns(readColumns(header) ?? [], traits)).toEqual(guessed);
});
