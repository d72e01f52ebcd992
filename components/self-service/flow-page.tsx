/** Sign-in, registration, recovery and verification: one panel, the main method first, the others after it. */

import { buttonClass } from "@/components/controls/button-class";
import { ClientLinks, ClientLogo } from "@/components/controls/client-card";
import { Name, Sentence } from "@/components/controls/name";
import { Phrase } from "@/components/controls/phrase";
import { PanelPage } from "@/components/document/panel-page";
import type { PageContext } from "@/lib/page-context";
import type { FlowLink } from "@/lib/self-service/message-view";
import type { FlowKind, FlowView, FormView } from "@/lib/self-service/view";
import { ErrorSummary } from "./error-summary";
import { FlowForm } from "./flow-form";
import { FlowLinks, LinkOrPost } from "./flow-links";
import { FormMessages } from "./messages";
import { FlowScripts } from "./nodes/script";
import { WayHeading } from "./nodes/way";

/** Pages on which something is given away, before which the app's own documents are to be had. */
const ASKS: ReadonlySet<FlowKind> = new Set(["login", "registration"]);

interface FlowPageProps {
  context: PageContext;
  view: FlowView;
}

export function FlowPage({ context, view }: FlowPageProps) {
  const forgot = view.links.find(({ testId }) => testId === "forgot-password-link");
  const hasPassword = view.forms.some(isPasswordForm);
  return (
    <PanelPage
      context={context}
      title={view.title}
      lead={(view.lead || view.address || view.clientName) && <Lead context={context} view={view} />}
      hasErrors={hasErrors(view)}
      createdPath={view.createdPath}
      head={<FlowScripts view={view} context={context} />}
    >
      <FormMessages messages={view.messages} />
      <ErrorSummary context={context} errors={view.errors} />
      {view.forms.map((form) =>
        form.isFolded ? (
          <FoldedMethod
            key={form.testId}
            form={form}
            context={context}
            isOpen={view.errors.some((error) => error.form === form.testId)}
          />
        ) : (
          <Method
            key={form.testId}
            form={form}
            context={context}
            after={isPasswordForm(form) ? forgot : undefined}
            address={view.address}
          />
        ),
      )}
      <FlowLinks links={view.links.filter((link) => link !== forgot || !hasPassword)} />
    </PanelPage>
  );
}

/** Whether something in the flow is for the person to put right. */
export function hasErrors({ messages, errors }: Pick<FlowView, "messages" | "errors">): boolean {
  return errors.length > 0 || messages.some(({ tone }) => tone === "error");
}

function isPasswordForm(form: FormView): boolean {
  return form.nodes.some((node) => node.kind === "field" && node.type === "password");
}

function Lead({ context, view }: FlowPageProps) {
  const address = view.address && (
    <span className="mt-1 block font-semibold text-ink">
      <Name>{view.address}</Name>
    </span>
  );
  if (!view.clientName) {
    return (
      <>
        {view.lead && <Sentence>{view.lead}</Sentence>}
        {address}
      </>
    );
  }
  const card = view.clientCard ?? {};
  return (
    <>
      {/* Goes on from the title's words: "Sign in", "to continue to Shop". */}
      <span className={card.logo ? "mt-2 flex items-center gap-3" : "block"}>
        <ClientLogo card={card} />
        <span className="min-w-0">
          <Phrase t={context.t} of="flow.continueTo" parts={{ client: view.clientName }} />
        </span>
      </span>
      {view.lead && (
        <span className="mt-1 block">
          <Sentence>{view.lead}</Sentence>
        </span>
      )}
      {address}
      {ASKS.has(view.kind) && <ClientLinks context={context} card={card} name={view.clientName} />}
    </>
  );
}

interface MethodProps {
  form: FormView;
  context: PageContext;
  after?: FlowLink;
  address?: string;
}

/** A form with the words that set it apart from the one before, and what belongs right under it. */
function Method({ form, context, after, address }: MethodProps) {
  const link = after && (
    <div className="-my-2">
      <LinkOrPost link={after} />
    </div>
  );
  // A form cannot stand in a form.
  const isInside = after !== undefined && !after.post && form.nodes.some(({ kind }) => kind === "way");
  return (
    <section className={`grid gap-4 ${form.or === "" ? "-mt-2" : ""}`}>
      <WayHeading way={form} />
      {form.lead && <p className="text-[0.9375rem] text-muted">{form.lead}</p>}
      <FlowForm form={form} context={context} after={isInside ? link : undefined} address={address} />
      {!isInside && link}
    </section>
  );
}

/** A method that asks for much: its heading opens it, also without the script. */
function FoldedMethod({ form, context, isOpen }: { form: FormView; context: PageContext; isOpen: boolean }) {
  return (
    <details open={isOpen || undefined} className="group grid gap-4">
      <summary className={`${buttonClass("secondary")} list-none group-open:mb-4`}>{form.heading}</summary>
      <FlowForm form={form} context={context} />
    </details>
  );
}
