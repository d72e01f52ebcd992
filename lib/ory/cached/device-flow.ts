/** Knows from Hydra's discovery document whether it has the device flow (RFC 8628). */

import { getConfig } from "@/lib/config/config";
import { isRecord, parseJson, readString } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { send } from "@/lib/ory/transport";
import { getProcessState } from "@/lib/process/state";
import { cache } from "./cached";

/** How long Hydra's word is believed before it is asked again behind a page, in milliseconds: it may be upgraded. */
const FRESH_MS = 60_000;

/** Longest wait, in milliseconds: the document is public, and may be out of this machine's reach. */
const TIMEOUT_MS = 2000;

const DISCOVERY_PATH = "/.well-known/openid-configuration";
const OK = 200;

const getKept = () => getProcessState("device-flow", () => cache(readDeviceFlow, FRESH_MS));

/**
 * Whether this Hydra says that it has the device flow (RFC 8628 §4, `device_authorization_endpoint`). `true` while it
 * has said nothing: then its answer to a code decides. Never throws.
 */
export async function hasDeviceFlow(): Promise<boolean> {
  return (await getKept().get()) ?? true;
}

/**
 * What the document says. An address that answers anything else has said nothing: a proxy answers 404 to whatever it
 * does not pass on.
 * @throws OryError
 */
async function readDeviceFlow(): Promise<boolean> {
  const { publicUrl } = getConfig().hydra ?? {};
  const operation = "discoverOidcConfiguration";
  const fault = (rest: { kind: "unreachable" | "malformed"; cause?: unknown }) =>
    new OryError({ upstream: "hydra", operation, ...rest });
  if (!publicUrl) throw fault({ kind: "unreachable", cause: new Error("no HYDRA_PUBLIC_URL") });
  const { status, body } = await send({
    upstream: "hydra",
    operation,
    method: "GET",
    url: publicUrl.replace(/(?<!\/)\/+$/, "") + DISCOVERY_PATH,
    headers: { accept: "application/json" },
    timeoutMs: TIMEOUT_MS,
  });
  const document = status === OK ? parseJson(body.toString("utf8")) : undefined;
  if (!isRecord(document) || readString(document, "issuer") === undefined) {
    throw fault({ kind: "malformed", cause: new Error(`no discovery document, status ${status}`) });
  }
  return readString(document, "device_authorization_endpoint") !== undefined;
}
