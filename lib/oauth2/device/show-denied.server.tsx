/** Where a refusal of a device's request ends: Hydra has no page for it, and the browser no app to go back to. */

import { DevicePage } from "@/components/device/device-page";
import type { PageRequest } from "@/lib/web/page-request";
import { renderDocument } from "@/lib/web/render-document";
import { isDeviceRequest } from "./device";
import { dropTypedCode, readTypedCode } from "./user-code.server";

/**
 * Whether this browser is refusing what a device elsewhere asked for.
 * @param requestUrl the address of the authorization request, as Hydra keeps it
 */
export async function isDeviceRefusal(request: Request, requestUrl: string | undefined): Promise<boolean> {
  return isDeviceRequest(requestUrl, (await readTypedCode(request)) !== undefined);
}

/** In place of Hydra's redirect, which ends on its raw error. The code that was typed is forgotten. */
export function showDenied({ context }: PageRequest, setCookies: string[] = []): Promise<Response> {
  return renderDocument(<DevicePage context={context} view={{ kind: "denied" }} />, {
    setCookies: [...setCookies, dropTypedCode()],
  });
}
