import { describe, expect, it } from "vitest";
import { toSchema } from "../schemas/view";
import { guessColumns, readColumns, toTargets } from "./columns";
import { parseRows } from "./rows";

const { traits: TRAITS } = toSchema("person", {
  properties: {
    traits: {
      properties: {
        email: { type: "string", title: "Address" },
        name: {
          type: "object",
          properties: { first: { title: "Given name" }, last: { title: "Surname" } },
        },
        company: { type: "object", properties: { name: {} } },
        shoeSize: {},
      },
    },
  },
});
const PATHS = TRAITS.map(({ path }) => path);

const guess = (header: string) => guessColumns(readColumns(`${header}\n`) ?? [], TRAITS);

describe("columns of a file", () => {
  it("are guessed by paths, words and titles, the surest first, each once", () => {
    expect(guess("E-Mail,First Name,last_name,shoe size,Hashed Password,State")).toEqual([
      "email",
      "name.first",
      "name.last",
      "shoeSize",
      "hashed_password",
      "state",
    ]);
    expect(guess("Given name,SURNAME,given name,Company name,other")).toEqual([
      "name.first",
      "name.last",
      "",
      "company.name",
      "",
    ]);
    expect(guess("address,email")).toEqual(["", "email"]);
  });

  it("are guessed by what other systems call them, where their own words fit nothing", () => {
    const { traits } = toSchema("person", {
      properties: {
        traits: {
          properties: { email: {}, name: { type: "object", properties: { first: {}, last: {} } } },
        },
      },
    });
    const guessAll = (header: string) => guessColumns(readColumns(`${header}\n`) ?? [], traits);
    const all = ["email", "name.first", "name.last"];
    for (const header of [
      "Email address,Given,Family",
      "mail,firstname,lastname",
      "E-Mail,Given name,Surname",
      "emailAddress,forename,familyName",
      "E-Mail;Vorname;Nachname",
      "Courriel;Prénom;Nom",
      "correo,Nombre,Apellidos",
      "E-Mail-Adresse;Vorname;Nachname",
      "Adresse e-mail;Prénom;Nom",
      "Correo electrónico,Nombre,Apellidos",
    ])
      expect(guessAll(header), header).toEqual(all);
    for (const header of ["passwordHash", "password_hash", "Hashed password"])
      expect(guessAll(header), header).toEqual(["hashed_password"]);
    expect(guessAll("password,hash")).toEqual(["", ""]);
    expect(guessAll("postal address,name,nickname")).toEqual(["", "", ""]);
  });

  it("are what the operator says they are, and those left out are not read", () => {
    const text = "Mail,Nick,Hash\nada@x.example,=Ada,x\n";
    const parsed = parseRows(text, PATHS, ["email", "name.first", ""]);
    expect(parsed).toMatchObject({
      rows: [{ line: 2, identity: { traits: { email: "ada@x.example", name: { first: "=Ada" } } } }],
    });
    expect(parseRows(text, PATHS)).toHaveProperty("problem");
    expect(parseRows(text, PATHS, ["email", "email", ""])).toHaveProperty("problem");
    expect(parseRows(text, PATHS, ["email", "metadata", ""])).toHaveProperty("problem");
  });

  it("C25: are shown by what stands in them, but never by what may be a password or its hash", () => {
    const columns = readColumns("\uFEFFmail,pw,Passwort,token\nada@x.example,$2a$10$abc,{SSHA}x,secret\n");
    expect(columns).toEqual([
      { name: "mail", example: "ada@x.example" },
      { name: "pw", example: "" },
      { name: "Passwort", example: "" },
      { name: "token", example: "" },
    ]);
  });

  it.each(["[]", ' {"a":1}', 'a,"b\n', `${"a,".repeat(300)}\n`])("are none in %.20j", (text) => {
    expect(readColumns(text)).toBeUndefined();
  });

  it("can be traits, and what Kratos keeps beside them", () => {
    expect(toTargets(TRAITS)).toEqual([
      ...PATHS,
      "state",
      "hashed_password",
      "metadata_public",
      "metadata_admin",
      "schema_id",
    ]);
  });
});
