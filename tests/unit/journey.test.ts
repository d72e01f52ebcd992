/** The steps of a journey, against a server that has just enough of each page. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runJourney } from "../support/journey.mjs";
import { persist } from "../support/patient.mjs";
import { UserAgent } from "../support/user-agent.mjs";

const PERSON = { email: "ada@foyer.example", password: "secret" };
const LOGIN =
  '<form data-testid="login-flow" action="/password"><input name="identifier"><input name="password" type="password"><button name="method" value="password"></form>';
const CONSENT =
  '<form action="/allow"><button name="consent_action" value="accept"></button><input name="challenge" type="hidden" value="c"></form>';

let server: Server;
let app: string;
let refusals: number;
let asked: string[];

beforeEach(async () => {
  [refusals, asked] = [0, []];
  const ways: Record<string, string> = {
    "/login?client=demo-app": "/sign-in",
    "/password": "/consent",
    "/allow": "/callback?code=1",
    "/callback?code=1": "/",
  };
  const pages: Record<string, string> = { "/sign-in": LOGIN, "/consent": CONSENT, "/": PERSON.email };
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push(`${request.method} ${request.url} ${body}`.trim());
    if (refusals-- > 0) return response.writeHead(503).end();
    const location = ways[request.url ?? ""];
    if (location) return response.writeHead(303, { location }).end();
    return response.end(pages[request.url ?? ""]);
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  app = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

it("goes from the app over password and consent back to the app", async () => {
  const end = await runJourney(new UserAgent(), app, PERSON);
  expect([end.url.href, end.text]).toEqual([`${app}/`, PERSON.email]);
  expect(asked).toEqual([
    "GET /login?client=demo-app",
    "GET /sign-in",
    "POST /password identifier=ada%40foyer.example&password=secret&method=password",
    "GET /consent",
    "POST /allow challenge=c&consent_action=accept",
    "GET /callback?code=1",
    "GET /",
  ]);
});

it("tries nothing twice, unless its steps do", async () => {
  refusals = 1;
  await expect(runJourney(new UserAgent(), app, PERSON)).rejects.toThrow("method=password");
  refusals = 2;
  const agent = new UserAgent();
  const end = await runJourney(agent, app, PERSON, async (act) => (await persist(agent, act)).page);
  expect(end.url.href).toBe(`${app}/`);
});

it("ends where a step is told to", async () => {
  const agent = new UserAgent();
  const end = await runJourney(agent, app, PERSON, async (act) =>
    agent.follow(await act(), { until: /\/callback\?code=/ }),
  );
  expect(end.url.href).toBe(`${app}/callback?code=1`);
  expect(asked.at(-1)).toContain("POST /allow");
});
