/** Every path under `/console` that is no page of it. */

import { answerOperator } from "@/lib/console/request/answer-console.server";
import { HttpError } from "@/lib/web/http-error";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return answerOperator("/console/*", "home.read", request, async () => {
    throw new HttpError(404, "not-found");
  });
}

export const GET = handle;
export const POST = handle;
