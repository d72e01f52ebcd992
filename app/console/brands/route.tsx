/** `/console/brands`: which brands there are, and whose pages each is on. */

import { BrandsPage } from "@/components/console/pages/brands-page";
import { listBrands } from "@/lib/console/brands/preview.server";
import { toBrandView } from "@/lib/console/brands/view";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/brands";

export function GET(request: Request): Promise<Response> {
  return answerOperator(ROUTE, "branding.read", request, async ({ context }) => {
    const brands = listBrands();
    const rows = brands.map((brand) => toBrandView(brand, brands[0] ?? brand));
    return renderConsole(<BrandsPage context={context} rows={rows} />);
  });
}

export const POST = refuseConsoleMethod(ROUTE, "GET, HEAD");
