/** The ways on from a flow: to registration, to recovery, back, out. */

import { PostForm } from "@/components/controls/post-form";
import type { FlowLink } from "@/lib/self-service/message-view";

const LOOK =
  "inline-flex min-h-11 min-w-6 items-center py-2 text-start font-semibold text-link underline underline-offset-4 hover:decoration-2";

export function FlowLinks({ links }: { links: FlowLink[] }) {
  if (links.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-6 border-t border-line pt-4">
      {links.map((link) => (
        <li key={link.testId}>
          <LinkOrPost link={link} />
        </li>
      ))}
    </ul>
  );
}

/** An anchor, or a button that posts where following it changes something (sign out, then recover). */
export function LinkOrPost({ link }: { link: FlowLink }) {
  if (!link.post) {
    return (
      <a href={link.href} data-testid={link.testId} className={LOOK}>
        {link.label}
      </a>
    );
  }
  return (
    <PostForm action={link.href} fields={link.post.fields}>
      <button type="submit" data-testid={link.testId} className={LOOK}>
        {link.label}
      </button>
    </PostForm>
  );
}
