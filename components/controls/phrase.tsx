/** A translated sentence with names, addresses or times drawn into its places, whatever their script (threat O11). */

import { Fragment, type ReactNode } from "react";
import type { PlainKey } from "@/lib/i18n/keys";
import { splitAtPlaces, toPlaceholder } from "@/lib/i18n/place";
import type { Translate } from "@/lib/i18n/translate";
import { Name } from "./name";

interface PhraseProps {
  t: Translate;
  of: PlainKey;
  /** By the placeholder's name. A text is somebody's name or address, and stands out; an element is drawn as it is. */
  parts: Readonly<Record<string, ReactNode>>;
}

/** Cut where its placeholders are, so that word order stays the translator's. */
export function Phrase({ t, of, parts }: PhraseProps) {
  const places = Object.fromEntries(Object.keys(parts).map((name) => [name, toPlaceholder(name)]));
  return splitAtPlaces(t(of, places)).map(({ text, place }) => (
    <Fragment key={place ?? "start"}>
      {place !== undefined && draw(parts[place])}
      {text}
    </Fragment>
  ));
}

function draw(part: ReactNode): ReactNode {
  return typeof part === "string" ? <Name className="font-semibold text-ink">{part}</Name> : part;
}
