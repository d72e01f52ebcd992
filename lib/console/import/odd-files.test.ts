import { beforeEach, expect, it, vi } from "vitest";
import { toIdentitySchema } from "@/tests/support/traits/identity-schema";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import { toSchema } from "../schemas/view";
import { checkRows } from "./check";
import { parseRows } from "./rows";

const SCHEMA = {
  properties: {
    traits: {
      type: "object",
      properties: {
        email: { type: "string" },
        name: { type: "object", properties: { first: { type: "string" } } },
      },
    },
  },
};

beforeEach(() => setConsoleEnvironment());

/** Each row's place and what is wrong with it. */
function read(text: string) {
  const parsed = parseRows(
    text,
    toSchema("person", SCHEMA).traits.map(({ path }) => path),
  );
  return "problem" in parsed ? parsed.problem : parsed.rows.map(({ line, problem }) => [line, problem]);
}

it("rows of separators alone are passed over, and those behind them named by their place", () => {
  expect(read("email,name.first\r\n,\r\n , \r\na@x.example,A\r\n,,\r\nb@x.example,B,\r\n,\r\n")).toEqual([
    [4, undefined],
    [6, "has 3 cells in place of 2"],
  ]);
  expect(read(`email,name.first\na@x.example,\n${",\n".repeat(10_001)}`)).toEqual([[2, undefined]]);
  expect(read(`email,name.first\n"a@x.example","A\n,\n"\n,\n`)).toHaveLength(1);
});

it("an account may stand on each line of JSON, and of a file that is cut off none is read", () => {
  const [ada, bea] = ["ada", "bea"].map((name) => JSON.stringify({ traits: { email: `${name}@x.example` } }));
  expect(read(`${ada}\r\n\r\n${bea}\r\n`)).toEqual([
    [1, undefined],
    [3, undefined],
  ]);
  expect(read(String(ada))).toHaveLength(1);
  expect(read(`${ada}\n{"traits":`)).toContain("no JSON list");
  expect(read("{}\n".repeat(10_001))).toBe("These are more than 10000 accounts.");
});

it("a blank that a spreadsheet does not show is no part of an address in CSV", () => {
  const schema = toIdentitySchema({ nick: { type: "string" } });
  const { traits } = toSchema("person", schema);
  const parsed = parseRows("email,nick\n ada@x.example\u00a0, A \nada@x.example,\n", ["email", "nick"]);
  const rows = "rows" in parsed ? checkRows(parsed.rows, schema, traits) : [];
  expect(rows[0]?.identity?.traits).toEqual({ email: "ada@x.example", nick: " A " });
  expect(rows[1]?.problem).toBe("email is the same as in row 2.");
});

it.each(["email,name.first\r\n", "email,name.first\n,\n", "[]"])(
  "of %j it is said that nobody is in it",
  async (text) => {
    vi.doMock("../schemas/schemas.server", () => ({ getSchema: async () => SCHEMA }));
    const { toCheckAct } = await import("./prepare.server");
    const prepared = toCheckAct().prepare({ schema: "person", file: "", text });
    if ("problems" in prepared) throw new Error(JSON.stringify(prepared));
    await expect(prepared.run(OPERATOR)).rejects.toMatchObject({
      fields: { file: "There is no account in it, only the names of columns or an empty list." },
    });
  },
);

it("C24: metadata that is no JSON refuses its row", () => {
  const file = 'email,metadata_admin\na@x.example,"{plan: pro}"\nb@x.example,\nc@x.example,null\n';
  const parsed = parseRows(file, ["email"]);
  const problems = "rows" in parsed ? parsed.rows.map(({ problem }) => problem) : parsed.problem;
  expect(problems).toEqual(["metadata_admin is no JSON object", undefined, undefined]);
});

it("a cell of CSV is a list or an object where its trait is one, and a text where that is", () => {
  const schema = toIdentitySchema({
    nick: { type: ["string", "null"] },
    tags: { type: "array", items: { type: "string" } },
    address: { type: "object" },
  });
  const { traits } = toSchema("person", schema);
  const names = ["email", "nick", "tags", "address"];
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const file = `${names.join()}\na@x.example,[1],"[""a""]","{""town"":""Ulm""}"\nb@x.example,,${deep},\n`;
  const parsed = parseRows(file, names);
  const [whole, tooDeep] = "rows" in parsed ? checkRows(parsed.rows, schema, traits) : [];
  const wanted = { email: "a@x.example", nick: "[1]", tags: ["a"], address: { town: "Ulm" } };
  expect(whole?.identity?.traits).toEqual(wanted);
  expect(tooDeep?.problem).toBe("tags must be array");
});
