/** `/console/brands/{id}`: one brand, how well it can be read, and the sign-in page that it draws. */

import { BrandPage } from "@/components/console/pages/brand-page";
import { listBrands, requireBrand } from "@/lib/console/brands/preview.server";
import { toBrandView } from "@/lib/console/brands/view";
import { requireName } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSecurityHeaders } from "@/lib/web/security-headers";

export const dynamic = "force-dynamic";

const ROUTE = "/console/brands/{id}";
const POLICY = "content-security-policy";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "branding.read", request, async ({ context }) => {
    const brand = requireBrand(requireName((await params).id));
    const view = toBrandView(brand, listBrands()[0] ?? brand);
    // The one console page that shows others in frames.
    const policy = `${toSecurityHeaders("console")[POLICY]}; frame-src 'self'`;
    return renderConsole(<BrandPage context={context} view={view} />, { headers: { [POLICY]: policy } });
  });
}

export const POST = refuseConsoleMethod(ROUTE, "GET, HEAD");
