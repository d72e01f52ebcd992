/** An object as a schema asks for it, with nothing filled in: what a form for JSON begins with. */

import { isRecord, type Json, read, readList, toRecord } from "@/lib/json";
import { readConstants } from "./constants";
import { toWholeTraits } from "./whole-traits";

/** Objects inside objects are followed so far. */
const DEPTH_LIMIT = 5;

const EMPTY: Readonly<Record<string, unknown>> = {
  string: "",
  number: 0,
  integer: 0,
  boolean: false,
  array: [],
};

/** @param schema of an identity; its traits are what is asked for */
export function toSampleTraits(schema: unknown): Json {
  return toSample(toWholeTraits(schema), 0);
}

function toSample(parent: unknown, depth: number): Json {
  const required = readList(parent, "required");
  const properties = Object.entries(toRecord(read(parent, "properties")));
  return Object.fromEntries(
    properties.flatMap(([name, trait]) => {
      const given = read(trait, "default");
      if (given !== undefined) return [[name, given]];
      if (isRecord(read(trait, "properties")) && depth < DEPTH_LIMIT)
        return [[name, toSample(trait, depth + 1)]];
      const [choice] = [...readList(trait, "enum"), ...readConstants(trait).map(({ value }) => value)];
      if (choice !== undefined) return required.includes(name) ? [[name, choice]] : [];
      const type = read(trait, "type");
      const empty = typeof type === "string" && Object.hasOwn(EMPTY, type) ? EMPTY[type] : "";
      return required.includes(name) || type === "string" ? [[name, empty]] : [];
    }),
  );
}
