/** The traits of a person that are text, numbers, yes and no or lists of these, one a line; all of them as JSON below. */

import type { TraitLine } from "@/lib/console/traits/to-lines";
import { Facts } from "./facts";
import { ForeignText } from "./foreign-text";
import { JsonView } from "./json-view";

export function TraitFacts({ lines, traits }: { lines: readonly TraitLine[]; traits: unknown }) {
  return (
    <>
      {lines.length > 0 && (
        <Facts
          facts={lines.map(({ path, text }) => ({
            label: path,
            value: <ForeignText className="[overflow-wrap:anywhere]">{text}</ForeignText>,
          }))}
        />
      )}
      <JsonView value={traits} label="Traits as JSON" />
    </>
  );
}
