/** Every path that is no page of ours, and every request that the server in front refused: a document that says so. */

import { answer } from "@/app/_page/answer";
import { toRefusal } from "@/lib/http/bounds";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return answer("*", request, async () => {
    throw toRefusal(request);
  });
}

export const GET = handle;
export const POST = handle;
