/** What strangers put into the parameters and bodies of public pages, and how Foyer must not answer them (threat D2). */

import { readLogText } from "./foyer-log";
import { fetchRaw, type RawAnswer, type RawRequest } from "./raw-http";
import type { Stack } from "./test";

/** As they stand in a query, escaped already; `{own}` is Foyer's address. */
const VALUES: readonly string[] = [
  "",
  "x",
  "%00",
  "%ff",
  "%",
  "%25zz",
  "a%0Ab",
  "%F0%9F%98%80",
  "%ED%A0%80",
  "'%22%3E%3C",
  "[]",
  "{}",
  "-1",
  "99999999999999999999999",
  "aal3",
  "a".repeat(11_000),
  "00000000-0000-4000-8000-000000000000",
  "00000000-0000-4000-8000-00000000000g",
  "server_error",
  "temporarily_unavailable",
  "stub:500",
  "account",
  "/account",
  "javascript:alert(1)",
  "//evil.example/",
  "https://evil.example/",
  "http://[",
  "http://localhost:99999/",
  "http://a%20b/",
  "{user}/x",
  "{own}%5C..",
  "{own}/%25zz",
  "{own}/a%20b?c=d%20e",
  "{own}/%23a",
];

/** Pages, each with every parameter that it, or Kratos and Hydra behind it, reads. */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  "/": ["x"],
  "/login": [
    "flow",
    "login_challenge",
    "return_to",
    "aal",
    "refresh",
    "aal=aal2&via",
    "organization",
    "ui_locales",
  ],
  "/registration": ["flow", "login_challenge", "return_to", "after_verification_return_to", "organization"],
  "/recovery": ["flow", "return_to"],
  "/verification": ["flow", "return_to"],
  "/settings": ["flow", "return_to"],
  "/error": ["id", "error"],
  "/logout": ["logout_challenge", "token"],
  "/consent": ["consent_challenge"],
  "/device": ["device_challenge", "user_code"],
  "/sessions": ["done"],
  "/account/apps": ["done"],
  "/.well-known/ory/webauthn.js": ["v"],
};

/** The relay's addresses, likewise; `POST` alone is answered at some of them. */
export const RELAYED: Readonly<Record<string, readonly string[]>> = {
  "/self-service/login/browser": [
    "return_to",
    "aal",
    "refresh",
    "aal=aal2&via",
    "organization",
    "login_challenge",
  ],
  "/self-service/registration/browser": ["return_to", "after_verification_return_to", "login_challenge"],
  "/self-service/recovery/browser": ["return_to"],
  "/self-service/verification/browser": ["return_to"],
  "/self-service/settings/browser": ["return_to"],
  "/self-service/login": ["flow"],
  "/self-service/registration": ["flow"],
  "/self-service/recovery": ["flow", "flow=x&token"],
  "/self-service/verification": ["flow", "flow=x&code"],
  "/self-service/settings": ["flow"],
  "/self-service/logout": ["token"],
  "/self-service/logout/browser": ["return_to"],
  "/self-service/methods/oidc/callback": ["state"],
  "/self-service/methods/oidc/callback/acme": ["state", "code", "error"],
};

/** Forms as no page of ours sends them: content type and body. */
export const FORMS: readonly (readonly [type: string, body: string])[] = [
  ["application/x-www-form-urlencoded", ""],
  ["application/x-www-form-urlencoded", "%zz&=&&a=%ff%00&[]=1"],
  ["application/x-www-form-urlencoded", "method=password&method=code&identifier[]=x&password[a][b]=1"],
  ["application/x-www-form-urlencoded", "method=password&traits.a.b.c=1&traits.__proto__.x=1&traits=2"],
  ["application/x-www-form-urlencoded", "method=oidc&provider=nobody"],
  ["application/x-www-form-urlencoded", "method=link&link=nobody&unlink=nobody"],
  [
    "application/x-www-form-urlencoded",
    "method=webauthn&webauthn_login=x&webauthn_register=x&webauthn_remove=x",
  ],
  [
    "application/x-www-form-urlencoded",
    "method=passkey&passkey_login=%7B%7D&passkey_register=x&passkey_remove=x",
  ],
  ["application/x-www-form-urlencoded", "method=totp&totp_code=x&totp_unlink=x"],
  ["application/x-www-form-urlencoded", "method=lookup_secret&lookup_secret=x&lookup_secret_confirm=x"],
  ["application/x-www-form-urlencoded", "method=code&code=x&email=%00&resend=x"],
  ["application/x-www-form-urlencoded", `method=${"a".repeat(40_000)}`],
  ["application/json", ""],
  ["application/json", "{"],
  ["application/json", "null"],
  ["application/json", `{"method":1,"traits":[],"password":{}}`],
  ["application/json", `{"method":"password","password":{},"identifier":1,"transient_payload":1}`],
  ["application/json", `{"method":"password","csrf_token":1,"screen":[]}`],
  ["application/json", `{"method":"code","code":1,"email":[],"resend":{},"address":1}`],
  ["application/json", `{"method":"oidc","provider":1,"traits":1,"upstream_parameters":1,"id_token":1}`],
  ["application/json", `{"method":"link","email":1,"link":1,"unlink":[]}`],
  ["application/json", `{"method":"totp","totp_code":{},"totp_unlink":"x"}`],
  ["application/json", `{"method":"webauthn","webauthn_login":1,"webauthn_register":{},"webauthn_remove":1}`],
  ["application/json", `{"method":"passkey","passkey_login":1,"passkey_register":{},"passkey_remove":1}`],
  ["application/json", `{"method":"lookup_secret","lookup_secret":1,"lookup_secret_confirm":"x"}`],
  ["application/json", `{"method":"profile","traits":{"email":{"a":[1]},"name":[]},"screen":1}`],
  ["application/json", `{"traits":{"__proto__":1},"method":null}`],
  ["application/json", `{"method":"profile","traits.name":"a"}`],
  ["application/json", `{"method":"profile","traits.name":"{"}`],
  ["application/json", `{"method":["password"]}`],
  ["application/json", `{"method":"password","traits":${"[".repeat(2000)}${"]".repeat(2000)}}`],
  ["multipart/form-data; boundary=x", "--x"],
  ["text/plain", "method=password"],
  ["", "method=password"],
];

/** The query of an address for each hostile value of one parameter. */
export function toTargets(path: string, parameter: string, own: string): string[] {
  const user = own.replace("://", "://user@");
  return VALUES.map((value) => `${path}?${parameter}=${value.replace("{own}", own).replace("{user}", user)}`);
}

/** A target, and what it is asked with. */
export type Asked = [target: string, request: RawRequest];

/** Requests under way at once: a Kratos with its database in memory answers no more in time. */
const CONCURRENCY = 4;

/** Sends each and tells of those that were answered with a fault, a blank refusal, or without the headers of an answer. */
export async function findFaults(port: number, requests: Asked[]): Promise<string[]> {
  const faults: string[] = [];
  const waiting = requests.values();
  const work = async () => {
    for (const [target, request] of waiting) {
      const answer = await fetchRaw(port, target, request);
      const asked = `${request.method ?? "GET"} ${target.slice(0, 200)} ${String(request.body ?? "").slice(0, 80)}`;
      if (isFault(answer)) faults.push(`${answer.status} ${asked}`);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return faults;
}

function isFault({ status, headers, body }: RawAnswer): boolean {
  const isBlank = status >= 400 && body === "";
  return (
    status >= 500 || isBlank || !String(headers["content-security-policy"]).includes("default-src 'none'")
  );
}

/** Lines of the log that ring an alert. */
export async function findAlarms(stack: Stack): Promise<string[]> {
  const text = await readLogText(stack);
  return text.split("\n").filter((line) => /"level":"(error|fatal)"/.test(line));
}
