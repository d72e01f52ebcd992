import { beforeAll, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { parseFlowForm } from "./relay-body";
import { keepTypedForm, readTypedForm } from "./typed-form";

const FOYER = "http://localhost:4400";

beforeAll(() => setEnvironment({ FOYER_PUBLIC_URL: FOYER }));

const FIELDS = [
  ["traits.email", "ada@foyer.example"],
  ["traits.tags", "a"],
  ["traits.tags", "b"],
  ["foyer_traits", "note"],
  ["password", "secret"],
  ["csrf_token", "t"],
  ["method", "profile"],
];

async function send(kind: string, { to = "", fields = FIELDS, cookie = "" }): Promise<string[]> {
  const request = new Request(`${FOYER}/self-service/${kind}?flow=old`, {
    method: "POST",
    headers: { cookie },
  });
  const body = new TextEncoder().encode(new URLSearchParams(fields).toString());
  const form = parseFlowForm("application/x-www-form-urlencoded", body);
  return keepTypedForm(request, form, `${FOYER}${to}`);
}

const toCookie = (lines: string[]) => lines[0]?.split(";", 1)[0] ?? "";

const read = async (lines: string[], flow: string) => {
  const request = new Request(FOYER, { headers: { cookie: toCookie(lines) } });
  return [...((await readTypedForm(request, flow)) ?? [])];
};

it.each(["registration", "settings"])(
  "F14: what was typed into an expired %s goes to its successor, no secrets",
  async (kind) => {
    const lines = await send(kind, { to: `/${kind}?flow=new` });
    expect(await read(lines, "new")).toEqual(FIELDS.slice(0, 4));
    expect(await read(lines, "old")).toEqual([]);
  },
);

it("nothing is kept of a form that was in time, that led elsewhere, or that is too long", async () => {
  for (const to of ["/registration?flow=old", "/welcome", "/login?flow=new"])
    expect(await send("registration", { to })).toEqual([]);
  const long = [["traits.about", "x".repeat(5000)]];
  const [line, ...others] = await send("registration", { to: "/registration?flow=new", fields: long });
  expect([line?.includes("Max-Age=0"), others]).toEqual([true, []]);
});

it.each(["recovery", "verification"])(
  "where a code was mailed to stands in the form after an expired %s",
  async (kind) => {
    const fields = [
      ["code", "123456"],
      ["method", "code"],
      ["foyer_mailed_to", "ada@foyer.example"],
    ];
    const lines = await send(kind, { to: `/${kind}?flow=new`, fields });
    expect(await read(lines, "new")).toEqual([["email", "ada@foyer.example"]]);
    expect(await send(kind, { to: "/settings?flow=new", fields })).toEqual([]);
  },
);

it("what was kept ends with the next form", async () => {
  const cookie = toCookie(await send("settings", { to: "/settings?flow=new" }));
  const [line] = await send("settings", { to: "/settings?flow=old", cookie });
  expect(line).toContain("Max-Age=0");
});
