/** What Kratos reports by its error flow: readable text, and the facts that support may ask for. */

import { buttonClass } from "@/components/controls/button-class";
import { PostForm } from "@/components/controls/post-form";
import { PanelPage } from "@/components/document/panel-page";
import { Reference } from "@/components/document/reference";
import type { PageContext } from "@/lib/page-context";
import type { FlowLink } from "@/lib/self-service/message-view";

export interface ErrorView {
  title: string;
  text: string;
  /** Kratos' error without `debug`, as a team's own tests read it. */
  error: { id?: string; code?: number; status?: string; reason?: string };
  reference?: string;
  links: { href: string; label: string; post?: FlowLink["post"] }[];
}

export function ErrorPage({ context, view }: { context: PageContext; view: ErrorView }) {
  return (
    <PanelPage context={context} title={view.title} hasErrors>
      <p data-testid="ui/error/message">{view.text}</p>
      {view.links.map(({ href, label, post }, position) => {
        const look = buttonClass(position === 0 ? "primary" : "secondary");
        return post ? (
          <PostForm key={label} action={href} fields={post.fields}>
            <button type="submit" className={`${look} w-full`}>
              {label}
            </button>
          </PostForm>
        ) : (
          <a key={label} href={href} className={look}>
            {label}
          </a>
        );
      })}
      {Object.values(view.error).some((fact) => fact !== undefined) && (
        <Details context={context} error={view.error} />
      )}
      <Reference context={context} reference={view.reference} />
    </PanelPage>
  );
}

/** There are none of an error that Kratos no longer knows. */
function Details({ context, error }: { context: PageContext; error: ErrorView["error"] }) {
  return (
    <details className="border-t border-line pt-4">
      <summary className="min-h-11 py-2 font-semibold">{context.t("error.details")}</summary>
      <pre
        dir="ltr"
        data-testid="code-box"
        className="rounded-control border border-line bg-canvas p-4 text-sm whitespace-pre-wrap"
      >
        <code>{JSON.stringify(error, null, 2)}</code>
      </pre>
    </details>
  );
}
