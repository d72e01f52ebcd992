/** Every path that is no page of ours, and every request that the server in front refused: a document that says so. */

import { readServerRefusal } from "@/lib/web/bounds";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return withPage("*", request, async () => {
    throw readServerRefusal(request);
  });
}

export const GET = handle;
export const POST = handle;
