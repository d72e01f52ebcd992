/** What the console does not write into an app, whatever Hydra would take (threat C13). */

import { type Json, read, readString, readTexts, toRecord } from "@/lib/json";
import { holdsPrivateKey } from "../keys/private-parts";
import { findOriginProblem, findPageProblem, findRedirectProblem } from "./addresses";
import { isImplicitGrant, isPasswordGrant, putsTokensIntoAddresses } from "./unsafe-flows";
import { SECRETS } from "./view";

type Check = (text: string) => string | undefined;

const LISTS: Readonly<Record<string, Check>> = {
  redirect_uris: findRedirectProblem,
  post_logout_redirect_uris: findRedirectProblem,
  allowed_cors_origins: findOriginProblem,
  request_uris: findPageProblem,
};

const SINGLE: Readonly<Record<string, Check>> = {
  client_uri: findPageProblem,
  logo_uri: findPageProblem,
  policy_uri: findPageProblem,
  tos_uri: findPageProblem,
  jwks_uri: findPageProblem,
  sector_identifier_uri: findPageProblem,
  backchannel_logout_uri: findPageProblem,
  frontchannel_logout_uri: findPageProblem,
};

/** What grants and response types are made of: Hydra takes other letters for these. */
const PLAIN_NAME = /^[a-z0-9:_ -]*$/;

const NO_PLAIN_NAME = "holds something else than small letters, digits, colons, dashes and underscores.";

/** Written by an edit, it would stand in the form, in what waits for a sign-in, and on whatever the text was copied from. */
const HOLDS_SECRET = "This holds a secret. The app keeps the one it has; “New secret” makes another.";

const HOLDS_PRIVATE_KEY =
  "jwks holds a private key. Give its public part alone, and have its owner make a new one: this one has been shown.";

/** Members under names that nothing here looks for, and that Hydra takes for those which it looks for (Go's `encoding/json`). */
function findMisspelt(client: Json): string[] {
  return [client, toRecord(read(client, "jwks"))]
    .flatMap((object) => Object.keys(object))
    .map((name) => name.slice(0, COMPARED_CHARACTERS))
    .filter((name) => toHydraName(name) !== name);
}

/** What of a name is compared: more than any of Hydra's has. Normalising accents costs the square of their number (D1). */
const COMPARED_CHARACTERS = 200;

/** Without case; the long s and the sign for kelvin are letters to it as well. */
function toHydraName(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

/**
 * Problems by the name of the member. What was there before is not held against an edit of something else: it is said as
 * a risk instead.
 * @param before what Hydra has; empty for a new app
 */
export function findUnsafe(after: Json, before: Json = {}): Record<string, string> {
  const problems: Record<string, string> = {};
  const say = (name: string, texts: readonly (string | undefined)[]) => {
    const found = texts.filter((text) => text !== undefined);
    if (found.length > 0) problems[name] = found.join(" ");
  };
  const toNew = (name: string) => {
    const known = readTexts(before, name);
    return readTexts(after, name).filter((item) => !known.includes(item));
  };
  for (const name of findMisspelt(after))
    say(name, [`${name} is what Hydra reads as ${toHydraName(name)}: write that.`]);
  if (holdsPrivateKey(read(after, "jwks"))) say("jwks", [HOLDS_PRIVATE_KEY]);
  for (const name of SECRETS) if (Object.hasOwn(after, name)) say(name, [HOLDS_SECRET]);
  for (const [name, check] of Object.entries(LISTS)) say(name, toNew(name).map(check));
  for (const [name, check] of Object.entries(SINGLE)) {
    const value = readString(after, name);
    if (value && value !== readString(before, name)) say(name, [check(value)]);
  }
  say("grant_types", toNew("grant_types").map(findGrantProblem));
  say("response_types", toNew("response_types").map(findResponseTypeProblem));
  return problems;
}

function findGrantProblem(grant: string): string | undefined {
  if (isImplicitGrant(grant) || isPasswordGrant(grant)) return `The ${grant} grant is not safe.`;
  return PLAIN_NAME.test(grant) ? undefined : `The grant ${grant} ${NO_PLAIN_NAME}`;
}

function findResponseTypeProblem(type: string): string | undefined {
  if (putsTokensIntoAddresses(type)) return `The response type ${type} puts tokens into addresses.`;
  return PLAIN_NAME.test(type) ? undefined : `The response type ${type} ${NO_PLAIN_NAME}`;
}
