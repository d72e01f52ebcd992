/** Hydra's device challenge: takes the code that a device shows, and leads on to sign-in and consent. */

import { DevicePage, type DeviceView } from "@/components/device/device-page";
import { getConfig } from "@/lib/config/config";
import { limitUserCode } from "@/lib/limits/limit-post";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { isAboutChallenge, requireChallenge, requireNextAddress } from "@/lib/oauth2/shared/challenge.server";
import { isNewestPage, writeOpenPage } from "@/lib/oauth2/shared/open-pages.server";
import { hasDeviceFlow } from "@/lib/ory/cached/device-flow";
import { acceptUserCode } from "@/lib/ory/hydra-admin";
import { createToken, requireToken } from "@/lib/web/form-token";
import { readField, readQuery } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withReturnPath } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderDocument } from "@/lib/web/render-document";
import { normaliseUserCode, toAcceptUserCode, toReadableUserCode, toUserCodeProblem } from "./device";
import { writeTypedCode } from "./user-code.server";

/** Hydra keeps one CSRF cookie for whatever device: it finishes the newest page alone, and no app has this name. */
const ALL_DEVICES = "";

/** @throws HttpError 404 where OAuth2 is off, or Hydra says that it has no device flow */
export async function requireDeviceFlow(): Promise<void> {
  if (!getConfig().hydra) throw new HttpError(404, "oauth2-off");
  if (!(await hasDeviceFlow())) throw new HttpError(404, "device-off");
}

/** Without a challenge, Hydra makes one and comes back; a code that came along stays with it. */
export async function showDevice(page: PageRequest): Promise<Response> {
  await requireDeviceFlow();
  const query = readQuery(page.request, ["device_challenge", "user_code"]);
  const code = normaliseUserCode(query.user_code, getConfig().oauth2);
  if (query.device_challenge) {
    const challenge = requireChallenge(query.device_challenge);
    const setCookies = writeOpenPage(page.request, ALL_DEVICES, challenge);
    return show(page, challenge, { userCode: code, setCookies });
  }
  const start = toStart(code);
  if (!start) throw new HttpError(400, "challenge-missing");
  return redirectOffOrigin(page, start);
}

/** Where Hydra makes a challenge; undefined where nobody said what its address is. */
function toStart(code: string | undefined): string | undefined {
  const publicUrl = getConfig().hydra?.publicUrl;
  if (!publicUrl) return undefined;
  const start = new URL(`${publicUrl}/oauth2/device/verify`);
  if (code) start.searchParams.set("user_code", code);
  return start.href;
}

/** Nothing happens without this click: a code that came with a link is only filled in (threat O17). */
export async function answerDevice(page: PageRequest, form: URLSearchParams): Promise<Response> {
  await requireDeviceFlow();
  const challenge = requireChallenge(readField(form, "device_challenge"));
  requireToken(readField(form, "csrf_token"), "device", challenge);
  const typed = readField(form, "user_code");
  const code = normaliseUserCode(typed, getConfig().oauth2);
  const isNewest = isNewestPage(page.request, ALL_DEVICES, challenge);
  const start = code && !isNewest ? toStart(code) : undefined;
  if (start) return redirectOffOrigin(page, start);
  await limitUserCode(page.request, challenge);
  const redirectTo = code ? await accept(page, challenge, code) : { problem: "wrong-code" as const };
  if (typeof redirectTo === "string" && code) {
    const href = requireNextAddress(redirectTo, undefined);
    return redirectOffOrigin(page, href, { setCookies: [await writeTypedCode(code)] });
  }
  const problem = typeof redirectTo === "string" ? "wrong-code" : redirectTo.problem;
  return show(page, challenge, {
    userCode: typed?.slice(0, 64),
    problem: page.context.t(`device.${problem}`),
  });
}

/** @throws HttpError 410 when the challenge has expired */
async function accept(
  { caller }: PageRequest,
  challenge: Challenge,
  code: string,
): Promise<string | { problem: "wrong-code" | "used-code" }> {
  try {
    return await acceptUserCode(challenge, toAcceptUserCode(code), caller);
  } catch (error) {
    const problem = isAboutChallenge(error) ? toUserCodeProblem(error.status) : undefined;
    if (!problem) throw error;
    if (problem === "expired") throw new HttpError(410, "challenge-expired");
    return { problem };
  }
}

function show(
  { context }: PageRequest,
  challenge: Challenge,
  {
    userCode,
    problem,
    setCookies,
  }: Pick<Extract<DeviceView, { kind: "enter" }>, "userCode" | "problem"> & { setCookies?: string[] },
): Promise<Response> {
  const page = withReturnPath(context, toPath("/device", { device_challenge: challenge }));
  const view: DeviceView = {
    kind: "enter",
    action: toPath("/device"),
    fields: { device_challenge: challenge, csrf_token: createToken("device", challenge) },
    userCode: userCode && (problem ? userCode : toReadableUserCode(userCode)),
    problem,
  };
  return renderDocument(<DevicePage context={page} view={view} />, {
    status: problem ? 400 : 200,
    setCookies,
  });
}
