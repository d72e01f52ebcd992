/** Every path that is no page of ours: a 404 document. */

import { HttpError } from "@/lib/web/http-error";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return withPage("*", request, async () => {
    throw new HttpError(404, "not-found");
  });
}

export const GET = handle;
export const POST = handle;
