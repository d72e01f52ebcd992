/** Asks before something ends, without needing the script: a disclosure that holds the button that does it. */

import { buttonClass } from "@/components/controls/button-class";
import { PostForm } from "@/components/controls/post-form";
import type { PostTarget } from "@/lib/account/view";

interface AskFirstProps {
  /** What opens the question. */
  label: string;
  /** Told apart from its neighbours by screen readers: "Remove access: Example". */
  accessibleLabel?: string;
  /** What it is about, "Example", where the page asks of several. */
  about?: string;
  question: string;
  /** What does it. */
  confirm: string;
  target: PostTarget;
  testId?: string;
}

export function AskFirst(props: AskFirstProps) {
  const { label, accessibleLabel, about, question, confirm, target, testId } = props;
  return (
    <details className="group">
      <summary
        aria-label={accessibleLabel}
        className="inline-flex min-h-11 list-none items-center font-semibold text-danger underline underline-offset-4 group-open:text-muted [&::-webkit-details-marker]:hidden"
      >
        {label}
      </summary>
      <PostForm
        action={target.action}
        fields={target.fields}
        className="mt-2 grid gap-3 rounded-control bg-danger-wash p-4 sm:max-w-md"
      >
        <p>{question}</p>
        <button
          type="submit"
          data-testid={testId}
          aria-label={about && `${confirm}: ${about}`}
          className={`${buttonClass("danger", "auto")} justify-self-start`}
        >
          {confirm}
        </button>
      </PostForm>
    </details>
  );
}
