/** The pure part of the device flow's pages (RFC 8628): user codes as people type them, and what they confirm. */

import type { AcceptDeviceUserCodeRequest } from "@ory/client-fetch";
import { toAsciiDigits } from "@/lib/i18n/digits";
import type { OAuth2Config } from "@/lib/oauth2/config";

/** Longest code worth asking Hydra about; its presets make 8 or 9 characters, `user_code.length` may say otherwise. */
const MAXIMUM_USER_CODE_LENGTH = 64;
const MINIMUM_USER_CODE_LENGTH = 4;
/** Spaces, every dash that an input method may put between groups (RFC 8628 §6.1 says to ignore them), and what nobody sees. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212._]+/gu;
const USER_CODE = new RegExp(`^[A-Za-z0-9]{${MINIMUM_USER_CODE_LENGTH},${MAXIMUM_USER_CODE_LENGTH}}$`);

/**
 * The code as Hydra knows it, or undefined when it cannot be one. Hydra compares exactly and its default alphabet has
 * both cases, so upper-casing is the operator's choice.
 */
export function normaliseUserCode(
  typed: string | null | undefined,
  { userCodeCase }: Pick<OAuth2Config, "userCodeCase">,
): string | undefined {
  if (!typed || typed.length > MAXIMUM_USER_CODE_LENGTH * 2) return undefined;
  const code = toAsciiDigits(typed.normalize("NFKC")).replace(SEPARATORS, "");
  if (!USER_CODE.test(code)) return undefined;
  return userCodeCase === "upper" ? code.toUpperCase() : code;
}

/** `ABCDEFGH` → `ABCD-EFGH`: read aloud and compared in halves (threat O17: the page shows the code). */
export function toReadableUserCode(code: string): string {
  const size = code.length % 3 === 0 && code.length % 4 !== 0 ? 3 : 4;
  return code.match(new RegExp(`.{1,${size}}`, "g"))?.join("-") ?? "";
}

/** Hydra's endpoint that the browser is on while a device waits. */
const VERIFICATION_PATH = /\/oauth2\/device\/verify$/;

/**
 * Whether a device elsewhere asks for this consent. Its request never carries a `redirect_uri`; the path is Hydra's own
 * device endpoint, or this browser has just typed a code.
 */
export function isDeviceRequest(requestUrl: string | undefined, hasTypedCode: boolean): boolean {
  if (!requestUrl || !URL.canParse(requestUrl)) return false;
  const url = new URL(requestUrl);
  if (VERIFICATION_PATH.test(url.pathname)) return true;
  return hasTypedCode && !url.searchParams.has("redirect_uri");
}

/** Body of `PUT /admin/oauth2/auth/requests/device/accept?device_challenge=…`. */
export function toAcceptUserCode(code: string): AcceptDeviceUserCodeRequest {
  return { user_code: code };
}

/** What Hydra's answer to a code means for the page; undefined when something broke. */
export function toUserCodeProblem(hydraStatus: number): "wrong-code" | "used-code" | "expired" | undefined {
  return USER_CODE_PROBLEMS[hydraStatus];
}

const USER_CODE_PROBLEMS: Record<number, "wrong-code" | "used-code" | "expired"> = {
  400: "wrong-code",
  404: "wrong-code",
  409: "used-code",
  410: "used-code",
  401: "expired",
};
