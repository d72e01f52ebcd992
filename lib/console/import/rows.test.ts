import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeExactly } from "@/lib/exact-number";
import { toText } from "@/lib/json";
import { setConsoleEnvironment } from "@/tests/unit/console";
import { toExportEnd, toExportRows, toExportStart } from "../export/rows";
import { toSchema } from "../schemas/view";
import { checkRows } from "./check";
import { readColumns } from "./columns";
import { isJsonText, parseRows, ROW_LIMIT, toRowName } from "./rows";

const SCHEMA = {
  properties: {
    traits: {
      type: "object",
      properties: {
        email: {
          type: "string",
          format: "email",
          "ory.sh/kratos": { credentials: { password: { identifier: true } } },
        },
        name: { type: "object", properties: { first: { type: "string" } } },
        age: { type: "integer" },
        newsletter: { type: "boolean" },
      },
      required: ["email"],
      additionalProperties: false,
    },
  },
};
const { traits: TRAITS } = toSchema("person", SCHEMA);
const PATHS = TRAITS.map(({ path }) => path);

function read(text: string) {
  const parsed = parseRows(text, PATHS);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return checkRows(parsed.rows, SCHEMA, TRAITS, { isTyped: isJsonText(text) });
}

const toProblem = (text: string) => {
  const parsed = parseRows(text, PATHS);
  return "problem" in parsed ? parsed.problem : undefined;
};

describe("a file of people", () => {
  it("is read from CSV by the names of its traits, with the kinds of values that the schema has", () => {
    const [row] = read(
      '\uFEFFemail,name.first,age,newsletter,state\nada@x.example,"Ada, L.",36,true,inactive\n',
    );
    expect(row?.identity).toEqual({
      state: "inactive",
      traits: { email: "ada@x.example", name: { first: "Ada, L." }, age: 36, newsletter: true },
    });
  });

  it("D1: is refused row by row where one is nested too deeply", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const [row, other] = read(`[{"traits":{"email":${deep}}},{"traits":{"email":"ada@x.example"}}]`);
    expect(row?.problem).toBe("is nested too deeply");
    expect(other?.problem).toBeUndefined();
  });

  it("D1: is read whatever depth a column has, and is data where it names a prototype", () => {
    const deep = Array.from({ length: 20_000 }, () => "a").join(".");
    const columns = [deep, "__proto__.polluted"];
    const parsed = parseRows(`${columns.join(",")}\nx,y\n`, columns);
    expect(parsed).toEqual({ rows: [{ line: 2, problem: "is nested too deeply" }] });
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it("is read from JSON, each account by the same rules", () => {
    const rows = read(
      JSON.stringify([
        { traits: { email: "ada@x.example" } },
        { traits: {} },
        { credentials: "x", traits: {} },
      ]),
    );
    expect(rows.map(({ problem }) => problem)).toEqual([
      undefined,
      "email is missing",
      'Unrecognized key: "credentials"',
    ]);
  });

  it("is told what is wrong by its row: schema, format, sameness, a password in clear", () => {
    const rows = read(
      "email,age,hashed_password\nada@x.example,1,\nno-address,1,\nADA@x.example,1,\nbea@x.example,old,\ncyd@x.example,1,secret\n",
    );
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, undefined],
      [3, 'email must match format "email"'],
      [4, "email is the same as in row 2."],
      [5, "age must be integer"],
      [6, "hashed_password is no hash that Kratos knows"],
    ]);
  });

  it("says of an account as other systems write it that it has no traits", () => {
    const [row] = read('[{"username":"u","email":"u@x.example"}]');
    expect(row?.problem).toBe('traits are missing: an account is {"traits": {…}}, with what it holds in it');
  });

  it("names a row by its place in a spreadsheet, and by its line where cells hold ends of lines", () => {
    const cells = ['"a\r\nb"', '"a\n\nb"', "plain"];
    for (const end of ["\n", "\r\n"]) {
      const rows = [...cells.map((cell, index) => `p${index}@x.example,${cell}`), "", "none,x", "none,y"];
      const file = ["\uFEFFemail,name.first", "", ...rows, ""].join(end);
      const people = read(file);
      expect(people.map(({ line }) => line)).toEqual([3, 5, 8, 10, 11]);
      expect(people.map(toRowName)).toEqual([
        "row 3",
        "row 4 (line 5)",
        "row 5 (line 8)",
        "row 7 (line 10)",
        "row 8 (line 11)",
      ]);
    }
    const twice = 'email,name.first\na@x.example,"b\nc"\nd@x.example,\nd@x.example,\n';
    expect(read(twice).at(-1)).toEqual({
      line: 5,
      row: 4,
      problem: "email is the same as in row 3 (line 4).",
    });
  });

  it.each([
    ["commas", 'email,name.first\na@x.example,"A; B"\n'],
    ["semicolons", "email;name.first\na@x.example;A\n"],
    [
      "semicolons, names with commas in quotation marks",
      '"email";"name.first";"age"\na@x.example;"A, B";"1"\n',
    ],
    ["tabs", "email\tname.first\na@x.example\tA\n"],
    ["one column", "email\na@x.example\n"],
    ["ends of lines of two systems", "email,name.first\r\na@x.example,A\na@y.example,A\r\na@z.example,A\r"],
    ["ends of lines of old machines", "email,name.first\ra@x.example,A\r"],
    ["a mark of its encoding before quotation marks", '\uFEFF"email";"name.first"\r\n"a@x.example";"A"\r\n'],
  ])("is read as spreadsheets write it: %s", (_, text) => {
    const rows = read(text);
    expect(rows.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
    expect(rows[0]?.identity?.traits).toMatchObject({ email: "a@x.example" });
    expect(rows).toHaveLength(text.split(/\r\n|\r|\n/).length - 2);
  });

  it.each(["sep=;", "\uFEFFsep=;", "SEP=|", "sep=\t"])(
    "is read by the separator that %j says, its rows by their places",
    (said) => {
      const separator = said.at(-1) ?? "";
      const lines = [said, ["email", "name.first"], ["a@x.example", '"A, B"'], ["none", "x"], [""]];
      const text = lines.map((line) => [line].flat().join(separator)).join("\r\n");
      const people = read(text);
      expect(people.map(({ line }) => line)).toEqual([3, 4]);
      expect(people[0]?.identity?.traits).toEqual({ email: "a@x.example", name: { first: "A, B" } });
      expect(readColumns(text)?.map(({ name }) => name)).toEqual(["email", "name.first"]);
      expect(toProblem(text.replace("none", '"none'))).toContain("begins at line 4");
    },
  );

  it("is told of each row with more or fewer cells than there are names; the others are read", () => {
    const rows = read("email,name.first\na@x.example,A\nb@x.example\nc@x.example,C,D\nd@x.example,\n");
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, undefined],
      [3, "has 1 cells in place of 2"],
      [4, "has 3 cells in place of 2"],
      [5, undefined],
    ]);
  });

  it.each([
    ["email,nick\na,b\n", "There is no such trait: nick"],
    ["email,__proto__\na,b\n", "There is no such trait: __proto__"],
    ["email,email\na,b\n", "The column email is there twice."],
    ['email,age\na,1\nb,"2\nc,3\n', "a quotation mark in the row that begins at line 3 is not closed"],
    ['email,age\n"a@x.example",1\n"', "in the row that begins at line 3 is not closed"],
    [`email,age\n"${"a\n".repeat(60_000)}`, "in the row that begins at line 2 is not closed"],
    ['email,age\na,1\n\nb,2"2\n', "stands where none can in the row that begins at line 4"],
    ["PK\u0003\u0004,", "There is no such trait"],
    ['{"identities":[{"traits":{}}]}', "no JSON list"],
    [`email\n${"a@x.example\n".repeat(ROW_LIMIT + 1)}`, `more than ${ROW_LIMIT}`],
  ])("V2: is refused whole where its columns are no traits, or it is too long: %.40j", (text, problem) => {
    expect(toProblem(text)).toContain(problem);
  });

  it("never throws, and makes nothing of what is no object", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseRows(text, PATHS);
        if ("rows" in parsed)
          for (const row of checkRows(parsed.rows, SCHEMA, TRAITS)) expect(row.line).toBeGreaterThan(0);
      }),
    );
  });

  it("C27: an export runs nothing in a spreadsheet, and is imported as what it was", () => {
    const names = ["=1+1", "+1", "-1", "@x", "plain", 'a,"b"\nc'];
    const people = names.map((first, index) => ({
      id: `id-${index}`,
      schema_id: "person",
      state: "active",
      traits: { email: `p${index}@x.example`, name: { first } },
    }));
    const start = toExportStart("csv", PATHS);
    const csv = start + toExportRows("csv", PATHS, people, true);
    expect(csv).not.toMatch(/"[=+\-@]/);
    const own = csv.replace(
      /^.*\r\n/,
      `"a","schema_id","state","c","d",${PATHS.map((path) => `"${path}"`).join(",")},"e","f"\r\n`,
    );
    const parsed = parseRows(own, [...PATHS, "a", "c", "d", "e", "f"]);
    if ("problem" in parsed) throw new Error(parsed.problem);
    expect(parsed.rows.map(({ identity }) => identity?.traits.name)).toEqual(
      names.map((first) => ({ first })),
    );
  });
});

it("what was exported as JSON is imported as it was, under ids of its own", () => {
  const people = ["a", "b"].map((name) => ({
    id: `id-${name}`,
    schema_id: "person",
    state: "inactive",
    traits: { email: `${name}@x.example` },
    metadata_public: null,
    metadata_admin: { team: 7 },
    created_at: "2026-01-01T00:00:00Z",
    credentials: { password: {} },
  }));
  const rows = read(
    toExportStart("json", PATHS) + toExportRows("json", PATHS, people, true) + toExportEnd("json"),
  );
  expect(rows.map(({ problem }) => problem)).toEqual([undefined, undefined]);
  expect(rows.map(({ identity }) => identity)).toEqual(
    people.map(({ state, traits, metadata_admin }) => ({ state, traits, metadata_admin })),
  );
});

it("a row of another schema that Kratos has is not made one of this schema", () => {
  const list = ["person", "staff", "gone", undefined].map((schema_id) => ({
    schema_id,
    traits: { email: `${schema_id}@x.example` },
  }));
  const csv = `schema_id,email\n${list.map(({ schema_id = "", traits }) => `${schema_id},${traits.email}`).join("\n")}\n`;
  for (const text of [JSON.stringify(list), csv]) {
    const parsed = parseRows(text, PATHS);
    if ("problem" in parsed) throw new Error(parsed.problem);
    const rows = checkRows(parsed.rows, SCHEMA, TRAITS, { isTyped: isJsonText(text), others: ["staff"] });
    expect(rows.map(({ problem }) => problem)).toEqual([
      undefined,
      "is of the schema staff: check it as one of those, or leave schema_id out",
      undefined,
      undefined,
    ]);
    expect(rows[0]).not.toHaveProperty("schema");
  }
});

it.each([
  ["TRUE", true],
  ["WAHR", true],
  ["faux", false],
  ["YANLIŞ", false],
  [" Yes ", true],
  ["0", false],
])(
  "%j is read as Excel and other systems mean it, where the schema asks for true or false",
  (cell, value) => {
    const [row] = read(`email,newsletter,name.first\na@x.example,${cell},TRUE\n`);
    expect(row?.identity?.traits).toMatchObject({ newsletter: value, name: { first: "TRUE" } });
  },
);

it("a box that must be ticked, by a list of one choice, is read so too", () => {
  const schema = { properties: { traits: { properties: { terms: { type: "boolean", enum: [true] } } } } };
  const parsed = parseRows("terms\nWAHR\n", ["terms"]);
  const [row] = "rows" in parsed ? checkRows(parsed.rows, schema, toSchema("terms", schema).traits) : [];
  expect(row?.identity?.traits).toEqual({ terms: true });
});

it("what is neither true nor false is told, and JSON says of each value what it is", () => {
  expect(read("email,newsletter\na@x.example,perhaps\n")[0]?.problem).toBe("newsletter must be boolean");
  const typed = JSON.stringify([{ traits: { email: "a@x.example", newsletter: "TRUE" } }]);
  expect(read(typed)[0]?.problem).toBe("newsletter must be boolean");
});

it("what was exported as CSV is imported as it was, metadata too, and says nothing twice", () => {
  const metadata_admin = { crm: 7, tags: ["a,b"] };
  const [person] = [
    { schema_id: "person", traits: { email: "a@x.example", name: { first: "A" } }, metadata_admin },
  ];
  // Of another schema a name is a text: the column `name` is there, too.
  const paths = [...PATHS, "name"];
  const csv = toExportStart("csv", paths) + toExportRows("csv", paths, [person], true);
  const [header = "", row = ""] = csv.split("\r\n");
  expect(row).not.toContain('""first""');
  const columns = header.split(",").map((name) => JSON.parse(name) as string);
  const known = new Set([...PATHS, "state", "schema_id", "metadata_public", "metadata_admin"]);
  const parsed = parseRows(
    csv,
    PATHS,
    columns.map((name) => (known.has(name) ? name : "")),
  );
  if ("problem" in parsed) throw new Error(parsed.problem);
  expect(checkRows(parsed.rows, SCHEMA, TRAITS)[0]?.identity).toEqual({
    traits: person?.traits,
    metadata_admin,
  });
  const large = {
    schema_id: "person",
    traits: { email: "b@x.example" },
    metadata_admin: { note: "x".repeat(200_000) },
  };
  const after = parseRows(
    csv + toExportRows("csv", paths, [large, person], false),
    PATHS,
    columns.map((name) => (known.has(name) ? name : "")),
  );
  expect("rows" in after && after.rows.map(({ problem }) => problem)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  // A member that has no column is nowhere else.
  const more = { traits: { name: { first: "A", nick: "B" } } };
  expect(toExportRows("csv", paths, [more], true)).toContain('""nick""');
});

it("C24: a row's numbers and types are those of its file, and stay so until it is made", async () => {
  const file = '[{"traits":{"email":"b@x.example","age":9007199254740993},"metadata_admin":{"rate":1.10}}]';
  const csv = 'email,age,metadata_admin\na@x.example,9007199254740993,{""rate"":1.10}\n';
  const large = [...read(csv.replace("{", '"{').replace("}", '}"')), ...read(file)];
  setConsoleEnvironment();
  const { getPart, putPart } = await import("../jobs/jobs.server");
  await putPart("j1", 0, large);
  const kept = writeExactly(await getPart("j1", 0));
  expect(kept.match(/"age":9007199254740993\}/g)).toHaveLength(2);
  expect(kept.match(/"metadata_admin":\{"rate":1\.10\}/g)).toHaveLength(2);
  const people = large.map(({ identity }) => ({ ...identity, id: "x" }));
  expect(toExportRows("json", PATHS, people, true).match(/9007199254740993.*1\.10/g)).toHaveLength(2);
  expect(toExportRows("csv", PATHS, people, true).match(/"9007199254740993"/g)).toHaveLength(2);
  expect(read(file.replace("1.10", "1e400"))[0]?.problem).toContain("larger than Kratos can hold");
  const cells = ["1e400", "Infinity", "+009007199254740993.", "-007"];
  const rows = read(["email,age", ...cells.map((cell, index) => `a${index}@x.example,${cell}`)].join("\n"));
  const said = rows.map(({ problem, identity }) => /larger/.exec(problem ?? "")?.[0] ?? identity?.traits.age);
  expect(said.map(toText)).toEqual(["larger", "larger", "9007199254740993", "-7"]);
  const [typed] = read('[{"traits":{"email":"a@x.example","newsletter":null}}]');
  expect(typed?.problem).toMatch(/newsletter/);
  const [text] = read("email,newsletter\na@x.example,true\n");
  expect(text?.identity?.traits).toEqual({ email: "a@x.example", newsletter: true });
});
