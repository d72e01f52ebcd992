/** The languages that the pages can be in, each by its own name; choosing one takes no script. */

import { buttonClass } from "@/components/controls/button-class";
import { PostForm } from "@/components/controls/post-form";
import type { Direction } from "@/lib/i18n/direction";
import type { PageContext } from "@/lib/page-context";
import { PanelPage } from "./panel-page";

export interface LanguageView {
  /** Where the choice is posted, and where it then leads. */
  action: string;
  returnTo: string;
  languages: { tag: string; name: string; direction: Direction }[];
}

export function LanguagePage({ context, view }: { context: PageContext; view: LanguageView }) {
  const { t, locale } = context;
  return (
    <PanelPage context={context} testId="languages" title={t("language.title")} lead={t("language.lead")}>
      <PostForm
        action={view.action}
        fields={{ return_to: view.returnTo }}
        className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-2"
      >
        {view.languages.map(({ tag, name, direction }) => (
          <button
            key={tag}
            type="submit"
            name="locale"
            value={tag}
            lang={tag}
            dir={direction}
            aria-current={tag === locale ? "true" : undefined}
            className={`${buttonClass("secondary")} aria-[current]:border-2 aria-[current]:border-accent`}
          >
            {name}
          </button>
        ))}
      </PostForm>
      <a href={view.returnTo} className={buttonClass("quiet")}>
        {t("language.back")}
      </a>
    </PanelPage>
  );
}
