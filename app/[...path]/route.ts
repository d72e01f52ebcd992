/** Every path that is no page of ours: a 404 document. */

import { answer } from "@/app/_page/answer";
import { HttpError } from "@/lib/http/http-error";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return answer("*", request, async () => {
    throw new HttpError(404, "not-found");
  });
}

export const GET = handle;
export const POST = handle;
