/** `/device/success`: where Hydra leads when a device was connected. */

import { DevicePage } from "@/components/device/device-page";
import { requireDeviceFlow } from "@/lib/oauth2/device/answer-device.server";
import { dropTypedCode } from "@/lib/oauth2/device/user-code.server";
import { refuseMethod } from "@/lib/web/refused-method";
import { renderDocument } from "@/lib/web/render-document";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/device/success", request, async (page) => {
    await requireDeviceFlow();
    return renderDocument(<DevicePage context={page.context} view={{ kind: "success" }} />, {
      setCookies: [dropTypedCode()],
    });
  });
}

export const POST = refuseMethod("/device/success", "GET, HEAD");
