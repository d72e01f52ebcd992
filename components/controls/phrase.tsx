/** A translated sentence with an app's name drawn into its `{client}` place, whatever its script (threat O11). */

import type { Translate } from "@/lib/i18n/translate";

interface PhraseProps {
  t: Translate;
  /** Key of a sentence with one `{client}`. */
  of: string;
  client: string;
}

// A character no catalogue contains marks the place, so that word order stays the translator's.
const PLACE = "\u{e000}";

export function Phrase({ t, of, client }: PhraseProps) {
  const [before, after] = t(of, { client: PLACE }).split(PLACE);
  return (
    <>
      {before}
      <bdi className="font-semibold text-ink">{client}</bdi>
      {after}
    </>
  );
}
