import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, it } from "vitest";
import { answerForwardingQuestion } from "@/lib/web/told-forwarding";
import { setEnvironment } from "@/tests/unit/environment";
import { checkHops } from "./check-hops";

beforeAll(() => setEnvironment());

/** What a way through proxies makes of the header. */
type Way = (sent: string) => string | undefined;

const append =
  (...addresses: string[]): Way =>
  (sent) =>
    [sent, ...addresses].join(", ");

/** A Foyer that counts so many proxies, behind such a way. */
async function findBehind(way: Way, hops: number, changed: IncomingHttpHeaders = {}) {
  const server = createServer(async ({ headers }, response) => {
    const forwarded = way(String(headers["x-forwarded-for"]));
    const { "x-forwarded-for": _, ...others } = { ...headers, ...changed };
    const seen = { ...others, ...(forwarded !== undefined && { "x-forwarded-for": forwarded }) };
    const request = new Request("http://foyer", { headers: seen as Record<string, string> });
    const told = await answerForwardingQuestion(request);
    response.writeHead(303, { ...told, ...("x-foyer-proxy-hops" in told && { "x-foyer-proxy-hops": hops }) });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const findings = await checkHops(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  return findings.map(({ found, change }) => `${change}: ${found}`);
}

const CHOOSES = "whoever sends X-Forwarded-For chooses";
const PROXYS = "everybody has a proxy's address";
const NO_ENTRY = "X-Forwarded-For has no such entry";

it.each([
  ["nothing in front", append(), 0, []],
  ["nothing in front", append(), 1, ["=0", CHOOSES]],
  ["one that appends", append("203.0.113.9"), 1, []],
  ["one that appends", append("203.0.113.9"), 2, ["=1", CHOOSES]],
  ["one that appends", append("203.0.113.9"), 10, ["=1", CHOOSES]],
  ["two that append", append("203.0.113.9", "10.0.0.1"), 2, []],
  ["two that append", append("203.0.113.9", "10.0.0.1"), 1, ["=2", PROXYS]],
  ["one that replaces", () => "203.0.113.9", 1, []],
  ["one that replaces", () => "203.0.113.9", 2, ["=1", NO_ENTRY]],
  ["one that replaces, one that appends", () => "203.0.113.9,10.0.0.1", 1, ["=2", PROXYS]],
  ["one that takes it away", () => undefined, 0, []],
  ["one that takes it away", () => undefined, 1, ["=0", NO_ENTRY]],
] as [string, Way, number, string[]][])(
  "%s (%s), %d counted: the doctor says %j",
  async (_, way, hops, said) => {
    const found = await findBehind(way, hops);
    expect(found).toEqual(said.length > 0 ? [expect.stringContaining(said[1] ?? "")] : []);
    if (said[0]) expect(found[0]).toContain(`FOYER_TRUSTED_PROXY_HOPS${said[0]}: `);
  },
);

it("a question that COOKIE_SECRET did not seal is not answered", async () => {
  for (const forged of ["", "1", "Fe26.2*1*"])
    expect(await findBehind(append(), 3, { "foyer-doctor": forged })).toEqual([]);
});
