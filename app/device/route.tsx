/** `/device`: the code that a device shows, typed here (RFC 8628); off where Hydra has no device flow. */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { answerDevice, showDevice } from "@/lib/oauth2/device/answer-device.server";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/device", request, showDevice);
}

export function POST(request: Request): Promise<Response> {
  return withPage("/device", request, async (page) =>
    answerDevice(page, await readLimitedForm(request, "challenge")),
  );
}
