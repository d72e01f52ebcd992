/** `/device`: the code that a device shows, typed here (RFC 8628); off where Hydra has no device flow. */

import { answer } from "@/app/_page/answer";
import { answerDevice, showDevice } from "@/app/_page/device";
import { readLimitedForm } from "@/lib/http/limit-post";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/device", request, showDevice);
}

export function POST(request: Request): Promise<Response> {
  return answer("/device", request, async (page) =>
    answerDevice(page, await readLimitedForm(request, "challenge")),
  );
}
