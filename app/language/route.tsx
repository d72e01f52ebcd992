/** `/language`: the languages to choose from, and keeping the one that a person chose. */

import { answer } from "@/app/_page/answer";
import { type Page, toPath } from "@/app/_page/page";
import { LanguagePage } from "@/components/document/language-page";
import { getConfig } from "@/lib/config";
import { readField, readForm, readQuery } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { writeChosenLocale } from "@/lib/http/locale-cookie";
import { seeOther } from "@/lib/http/redirect";
import { renderDocument } from "@/lib/http/render-document";
import { toReturnPath } from "@/lib/http/return-path";
import { toDirection } from "@/lib/i18n/direction";
import { LANGUAGES } from "@/lib/i18n/languages";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/language", request, showLanguages);
}

/** Leads back to the page that the person came from, on this origin alone (threat F7). */
export function POST(request: Request): Promise<Response> {
  return answer("/language", request, async () => {
    const form = await readForm(request);
    const asked = readField(form, "locale");
    const locale = getConfig().languages.all.find((known) => known === asked);
    if (!locale) throw new HttpError(400, "bad-request");
    return seeOther(toReturnPath(readField(form, "return_to")), [writeChosenLocale(locale)]);
  });
}

function showLanguages({ chrome, request }: Page): Promise<Response> {
  const returnTo = toReturnPath(readQuery(request, ["return_to"]).return_to);
  const languages = getConfig().languages.offered.map((tag) => ({
    tag,
    name: LANGUAGES[tag]?.name ?? tag,
    direction: toDirection(tag),
  }));
  const view = { action: toPath("/language"), returnTo, languages };
  return renderDocument(<LanguagePage chrome={chrome} view={view} />);
}
