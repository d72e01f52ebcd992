/** `/console/brands/{id}/sign-in`: a sign-in page that nobody began, as the brand draws it in one scheme. */

import { FlowPage } from "@/components/self-service/flow-page";
import { getConfig } from "@/lib/config/config";
import {
  requireBrand,
  requireScheme,
  toPreviewContext,
  toPreviewHeaders,
} from "@/lib/console/brands/preview.server";
import { toSampleFlow } from "@/lib/console/brands/sample-flow";
import { requireName } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

const ROUTE = "/console/brands/{id}/sign-in";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "branding.read", request, async () => {
    const brand = requireBrand(requireName((await params).id));
    const query = readQuery(request, ["scheme", "state"] as const);
    const context = await toPreviewContext(brand, requireScheme(brand, query.scheme));
    const { href } = getConfig().publicUrl;
    const view = toFlowView(toSampleFlow(`${href}/self-service/login`, query.state === "refused"), {
      kind: "login",
      t: context.t,
      locale: context.locale,
      kratosBrowserUrl: href,
      publicUrl: href,
      links: brand.links,
    });
    return renderConsole(<FlowPage context={context} view={view} />, { headers: toPreviewHeaders() });
  });
}

export const POST = refuseConsoleMethod(ROUTE, "GET, HEAD");
