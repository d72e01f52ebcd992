/** For the head of a page that asks something: its buttons take no click that was begun in another window (threat O4). */

import type { PageContext } from "@/lib/page-context";

export function AskingScript({ context: { assets } }: { context: PageContext }) {
  return assets.askingScript ? <script type="module" src={assets.askingScript} /> : null;
}
