/** A form that writes: what is wrong with it, its fields, a reason, a word to type, and its button. */

import type { ReactNode } from "react";
import { type ButtonRole, buttonClass } from "@/components/controls/button-class";
import { Callout } from "@/components/controls/callout";
import { PostForm } from "@/components/controls/post-form";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { TextField } from "./field";

/** Where the form stands that was sent, and is shown again. */
export const SENT_ID = "sent";

interface ActFormProps {
  form: ActFormView;
  /** Of the page; counted as this form's where it is the one that was sent. */
  problems?: FormProblems;
  submit: string;
  /** What it is about, for screen readers, where the page has such a form for several. */
  about?: string;
  /** Of the button. */
  look?: ButtonRole;
  /** Given where rows of a table can be chosen for it. */
  selectionId?: string;
  /** It carries a file. */
  isUpload?: boolean;
  /** Its answer is a file. */
  isDownload?: boolean;
  /** Of two forms of one act on a page, the second: what it is told apart by. */
  variant?: string;
  children?: ReactNode;
}

export function ActForm(props: ActFormProps) {
  const { form, problems, submit, about, look = "secondary", selectionId, variant, children } = props;
  const own = toOwnProblems(form, problems);
  return (
    <PostForm
      action={form.action}
      fields={form.hidden}
      className="grid content-start gap-3"
      testId={toIdPrefix(form, variant)}
      id={selectionId}
      isSelection={selectionId !== undefined}
      isUpload={props.isUpload}
      isDownload={props.isDownload}
    >
      {own && <span id={SENT_ID} />}
      {own && isRefused(own) && (
        <div role="alert" tabIndex={-1} data-refused="" className="rounded-control">
          <Callout tone="error">{own.form ?? "Nothing was done: something is not right."}</Callout>
        </div>
      )}
      {children}
      <div>
        <button
          type="submit"
          aria-label={about && `${submit}: ${about}`}
          className={buttonClass(look, "auto")}
        >
          {submit}
        </button>
      </div>
    </PostForm>
  );
}

/** What was only looked at is shown again, too. */
function isRefused({ form, fields }: FormProblems): boolean {
  return form !== undefined || Object.keys(fields).length > 0;
}

function toIdPrefix({ hidden }: ActFormView, variant?: string): string | undefined {
  return variant ? `${hidden.operation}-${variant}` : hidden.operation;
}

/** The problems where they are about this form, so that its fields show them. */
export function toOwnProblems(form: ActFormView, problems?: FormProblems): FormProblems | undefined {
  return problems && problems.operation === form.hidden.operation ? problems : undefined;
}

interface Bound {
  /** What the field holds where nothing was typed. */
  now?: string;
  /** It is not shown again, nor kept by the page's script or the browser, which keep what was typed for who comes back. */
  isSecret?: boolean;
}

/** Of the form's field by its name: what was typed, what is wrong with it, and what its id begins with. */
export function bindFields(form: ActFormView, problems?: FormProblems, variant?: string) {
  const own = toOwnProblems(form, problems);
  const idPrefix = toIdPrefix(form, variant);
  return (name: string, { now, isSecret }: Bound = {}) => ({
    name,
    defaultValue: isSecret ? undefined : (own?.typed[name] ?? now),
    problem: own?.fields[name],
    idPrefix,
    ...(isSecret && { "data-secret": "", autoComplete: "off" }),
  });
}

interface SeenProps {
  form: ActFormView;
  problems?: FormProblems;
  /** What the form is drawn from now. */
  now: string;
}

/**
 * What a form was drawn from. A form that was refused for something else still says what it began with: a change of
 * somebody else's is told (409) before it counts as seen.
 */
export function SeenField({ form, problems, now }: SeenProps) {
  const own = toOwnProblems(form, problems);
  const seen = own?.status === 409 ? now : (own?.typed.seen ?? now);
  return <input type="hidden" name="seen" value={seen} />;
}

/** Asked for where the trail should say why. */
export function ReasonField(props: { form: ActFormView; problems?: FormProblems; variant?: string }) {
  const { form, problems, variant } = props;
  const of = bindFields(form, problems, variant);
  return <TextField {...of("reason")} label="Reason" hint="Goes into the trail." maxLength={500} />;
}

/** A word to type before something cannot be undone. */
export function ConfirmField(props: { form: ActFormView; problems?: FormProblems; word: string }) {
  const { form, problems, word } = props;
  const of = bindFields(form, problems);
  return <TextField {...of("confirm")} label={`Type ${word} to confirm`} required />;
}

/** Folded until it is wanted: the acts of a page are many, and most visits only look. */
export function Fold({ label, isOpen, children }: { label: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="rounded-control border border-line px-3 open:pb-3">
      <summary className="min-h-11 content-center py-1 font-semibold">{label}</summary>
      <div className="grid gap-3">{children}</div>
    </details>
  );
}
