/** `/language`: the languages to choose from, and keeping the one that a person chose. */

import { LanguagePage } from "@/components/document/language-page";
import { toDirection } from "@/lib/i18n/direction";
import { LANGUAGES } from "@/lib/i18n/languages";
import { writeChosenLocale } from "@/lib/i18n/locale-cookie.server";
import { readField, readForm, readQuery } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { renderDocument } from "@/lib/web/render-document";
import { toReturnPath } from "@/lib/web/return-path";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/language", request, showLanguages);
}

/** Leads back to the page that the person came from, on this origin alone (threat F7). */
export function POST(request: Request): Promise<Response> {
  return withPage("/language", request, async ({ context }) => {
    const form = await readForm(request);
    const asked = readField(form, "locale");
    const locale = context.brand.languages.all.find((known) => known === asked);
    if (!locale) throw new HttpError(400, "bad-request");
    return seeOther(toReturnPath(readField(form, "return_to")), [writeChosenLocale(locale)]);
  });
}

function showLanguages({ context, request }: PageRequest): Promise<Response> {
  const returnTo = toReturnPath(readQuery(request, ["return_to"]).return_to);
  const languages = context.brand.languages.offered.map((tag) => ({
    tag,
    name: LANGUAGES[tag]?.name ?? tag,
    direction: toDirection(tag),
  }));
  const view = { action: toPath("/language"), returnTo, languages };
  return renderDocument(<LanguagePage context={context} view={view} />);
}
