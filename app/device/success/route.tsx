/** `/device/success`: where Hydra leads when a device was connected. */

import { answer } from "@/app/_page/answer";
import { requireDeviceFlow } from "@/app/_page/device";
import { refuseMethod } from "@/app/_page/refused-method";
import { DevicePage } from "@/components/oauth2/device-page";
import { dropTypedCode } from "@/lib/http/device-code";
import { renderDocument } from "@/lib/http/render-document";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/device/success", request, async (page) => {
    await requireDeviceFlow(page);
    return renderDocument(<DevicePage chrome={page.chrome} view={{ kind: "success" }} />, {
      setCookies: [dropTypedCode()],
    });
  });
}

export const POST = refuseMethod("/device/success", "GET, HEAD");
