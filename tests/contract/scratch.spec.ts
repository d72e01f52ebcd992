import { request } from "node:http";
import { expect, test } from "../support/contract";
import { fetchRaw } from "../support/raw-http";
import { ALICE } from "../support/stub-kratos";

test.use({ foyerEnv: { FOYER_METRICS: "true", FOYER_TRUSTED_PROXY_HOPS: "1" } });
test.setTimeout(1_200_000);

type Req = { target?: string; headers?: Record<string, string | string[]>; method?: string; body?: string };
const rep = (piece: string, bytes: number) => piece.repeat(Math.floor(bytes / piece.length));
const numbered = (make: (i: number) => string, bytes: number) => {
  let out = "";
  for (let i = 0; out.length < bytes; i++) out += make(i);
  return out;
};
const S = 6500;
const shapes: Record<string, (b: number) => Req> = {};
const paths = ["/health/alive", "/login", "/nowhere", "/assets/x.css", "/self-service/login/browser", "/error", "/device"];
const queries: Record<string, (b: number) => string> = {
  "a&": (b) => rep("a&", b), "a=1&": (b) => rep("a=1&", b), "&": (b) => rep("&", b), ";": (b) => rep("a;", b),
  "distinct": (b) => numbered((i) => `k${i}=v&`, b), "%": (b) => rep("%", b), "%41": (b) => rep("%41", b), "+": (b) => rep("+", b),
  "[": (b) => rep("a[", b), "=": (b) => rep("=", b), "?": (b) => rep("?", b), "/": (b) => rep("/", b), "long": (b) => `x=${rep("y", b)}`,
  "nxtP": (b) => numbered((i) => `nxtP${i}=v&`, b), "ui": (b) => `ui_locales=${rep("xx%20", b)}`, "flow": (b) => `flow=${rep("a", b)}`, "user_code": b => `user_code=${rep("%CC%81",b)}`,
  "%F0": (b) => rep("%F0%9F", b), ret: b => `return_to=${rep("%2F",b)}`,
};
for (const p of ["/health/alive", "/login", "/nowhere"]) for (const [n, q] of Object.entries(queries)) shapes[`query ${p} ${n}`] = (b) => ({ target: `${p}?${q(b)}` });
const pathPieces = ["/a", "/", "a", "%41", ".", "/.a", "-", "%2e", "/%20", "(", "[", "[a]", "/_", "+", ";a", "=", "/@a", ":a", "/:a", "*", "a.", ".rsc", "/a.rsc", ".txt", "%C3%BC", "~", "$", "@"];
for (const piece of pathPieces) shapes[`path ${piece}`] = (b) => ({ target: `/x${rep(piece, b)}` });
for (const piece of ["/a", "a", "%41", ".", "/_", "a.", "%C3%BC"]) { shapes[`path static ${piece}`] = (b) => ({ target: `/_next/static/x${rep(piece, b)}` }); shapes[`path assets ${piece}`] = (b) => ({ target: `/assets/x${rep(piece, b)}` });  shapes[`path self-service ${piece}`] = (b) => ({ target: `/self-service/x${rep(piece, b)}` });}
const header = (name: string, piece: string | ((b: number) => string), more: Record<string, string> = {}, target = "/login") => (b: number) => ({ target, headers: { [name]: typeof piece === "string" ? rep(piece, b) : piece(b), ...more } });
shapes["accept-language"] = header("accept-language", "xx,");
shapes["accept-language q"] = header("accept-language", "xx;q=0.1,");
shapes["accept-language ;"] = header("accept-language", "xx;;;;");
shapes["accept"] = header("accept", "text/html,");
shapes["accept q"] = header("accept", "a/b;q=0.1,");
shapes["accept-encoding"] = header("accept-encoding", "gzip,");
shapes["accept-encoding q"] = header("accept-encoding", (b) => numbered((i) => `x${i};q=0.${i % 10},`, b));
shapes["accept-encoding ;"] = header("accept-encoding", "gzip;a;b;c;");
shapes["xff"] = header("x-forwarded-for", "1,");
shapes["xff v6"] = header("x-forwarded-for", (b) => `${rep("a:", b)}`);
shapes["xff zone"] = header("x-forwarded-for", (b) => `fe80::1%${rep("a", b)}`);
shapes["xff comma"] = header("x-forwarded-for", ",");
shapes["user-agent"] = header("user-agent", "Version/1");
shapes["cookie a=;"] = header("cookie", "a=;");
shapes["cookie ;"] = header("cookie", ";");
shapes["cookie ="] = header("cookie", "=");
shapes["cookie distinct"] = header("cookie", (b) => numbered((i) => `c${i}=v; `, b));
shapes["cookie quoted"] = header("cookie", (b) => numbered((i) => `c${i}="%41"; `, b));
shapes["cookie login"] = header("cookie", (b) => numbered((i) => `__Host-foyer-login-${i}=Fe26.2*1*a*b*c*9999999999999*d*e; `, b), {}, "/login?login_challenge=c");
shapes["cookie login verification"] = header("cookie", (b) => numbered((i) => `__Host-foyer-login-${i}=Fe26.2*1*a*b*c*9999999999999*d*e; `, b), {}, "/verification");
shapes["cookie csrf"] = header("cookie", (b) => numbered((i) => `csrf_token_${i}=v; `, b));
shapes["cookie sealed big"] = header("cookie", (b) => `__Host-foyer-grants=Fe26.2*1*${rep("a", b)}*b*c**d*e`, {}, "/consent?consent_challenge=c");
shapes["cookie sealed stars"] = header("cookie", (b) => `__Host-foyer-grants=${rep("*", b)}`, {}, "/consent?consent_challenge=c");
shapes["cookie ui-locales"] = header("cookie", (b) => `__Host-foyer-ui-locales=${rep("a.", b)}`);
shapes["cookie consents"] = header("cookie", (b) => `__Host-foyer-consents=${rep("a~", b)}`, {}, "/consent?consent_challenge=c");
shapes["referer"] = header("referer", (b) => `http://x/${rep("a", b)}`);
shapes["if-none-match"] = header("if-none-match", '"a",', {}, "/icon.svg");
shapes["if-none-match2"] = header("if-none-match", ', ', {}, "/icon.svg");
shapes["range"] = (b) => ({ target: "/icon.svg", headers: { range: `bytes=${rep("0-,", b)}` } });
shapes["range2"] = (b) => ({ target: "/icon.svg", headers: { range: `bytes=${rep("0-1,", b)}` } });
shapes["cache-control"] = header("cache-control", "no-cache,", {}, "/icon.svg");
shapes["content-type"] = (b) => ({ target: "/consent", method: "POST", headers: { "content-type": rep("a;", b) } });
shapes["forwarded"] = header("forwarded", "for=a;");
shapes["connection"] = header("connection", "x,");
shapes["te"] = header("te", "x,");
shapes["via"] = header("via", "x,");
shapes["x-request-id"] = header("x-request-id", "a");
shapes["traceparent"] = header("traceparent", "00-");
shapes["authorization"] = header("authorization", "Bearer a", {}, "/metrics");
shapes["purpose"] = header("purpose", "prefetch,");
shapes["origin"] = (b) => ({ target: "/consent", method: "POST", headers: { origin: rep("a", b) } });
shapes["many headers"] = (b) => ({ target: "/login", headers: Object.fromEntries(Array.from({ length: Math.floor(b / 12) }, (_, i) => [`x-h${i}`, "v"])) });
shapes["same header"] = (b) => ({ target: "/login", headers: { "x-h": Array.from({ length: Math.floor(b / 8) }, () => "v") } });
shapes["same xff"] = (b) => ({ target: "/login", headers: { "x-forwarded-for": Array.from({ length: Math.floor(b / 20) }, () => "v") } });

async function cpu(port: number): Promise<number> {
  const { body } = await fetchRaw(port, "/metrics");
  return Number(body.match(/^process_cpu_seconds_total (\S+)/m)?.[1]);
}
const go = (port: number, { target = "/login", headers, method, body }: Req) => fetchRaw(port, target, { method, headers: headers as any, body }).catch((e) => ({ status: String(e.code) } as any));

test("scan", async ({ contract }) => {
  const { foyer } = contract;
  const only = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;
  const measure = async (req: Req, k: number) => {
    const before = await cpu(foyer.port);
    let status;
    for (let i = 0; i < k; i++) status = (await go(foyer.port, req)).status;
    return [((await cpu(foyer.port)) - before) / k * 1000, status] as const;
  };
  for (let i = 0; i < 100; i++) await go(foyer.port, { target: "/login" });
  const rows: string[] = [];
  for (const [name, make] of Object.entries(shapes)) {
    if (!only.test(name)) continue;
    contract.kratos.reset();
    const k = 15;
    await measure(make(1600), 3);
    const [a, sa] = await measure(make(1600), k);
    const [b, sb] = await measure(make(6400), k);
    const [c, sc] = await measure(make(25600), k);
    rows.push(`${(c).toFixed(2).padStart(8)} ${b.toFixed(2).padStart(8)} ${a.toFixed(2).padStart(8)}  x${(c / b).toFixed(1)} ${sa} ${sb} ${sc} ${name}`);
  }
  rows.sort((x, y) => parseFloat(y) - parseFloat(x));
  console.log(rows.join("\n"));
});
