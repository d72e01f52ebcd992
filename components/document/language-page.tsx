/** The languages that the pages can be in, each by its own name; choosing one takes no script. */

import type { Chrome } from "@/lib/chrome";
import type { Direction } from "@/lib/i18n/direction";
import { buttonClass } from "../ui/button-class";
import { PostForm } from "../ui/post-form";
import { PanelPage } from "./panel-page";

export interface LanguageView {
  /** Where the choice is posted, and where it then leads. */
  action: string;
  returnTo: string;
  languages: { tag: string; name: string; direction: Direction }[];
}

export function LanguagePage({ chrome, view }: { chrome: Chrome; view: LanguageView }) {
  const { t, locale } = chrome;
  return (
    <PanelPage chrome={chrome} testId="languages" title={t("language.title")} lead={t("language.lead")}>
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
