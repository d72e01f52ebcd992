/** One key's public part. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { KeyView } from "@/lib/console/keys/view";
import { toSegment } from "@/lib/console/request/segment";
import { toVisibleJson } from "@/lib/console/visible";
import { Copy } from "../parts/copy";
import { Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";

interface Props {
  context: ConsoleChrome;
  set: string;
  view: KeyView;
}

export function KeyPage({ context, set, view }: Props) {
  const { kid, alg, bits, use, publicJwk } = view;
  return (
    <Shell
      context={context}
      title={kid}
      heading={<ForeignText className="[overflow-wrap:anywhere]">{kid}</ForeignText>}
      place="/keys"
      back={{ href: `${context.consolePath}/keys/${toSegment(set)}`, label: set }}
    >
      <Section id="key" title="Public key">
        <Facts
          facts={[
            { label: "Id", value: <Copy value={kid} label="key id" /> },
            { label: "Algorithm", value: bits ? `${alg}, ${bits} bits` : alg },
            { label: "For", value: use === "sig" ? "signatures" : use },
          ]}
        />
        <pre
          dir="ltr"
          className="overflow-x-auto rounded-control border border-line bg-canvas p-3 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          <code>{toVisibleJson(JSON.stringify(publicJwk, null, 2))}</code>
        </pre>
      </Section>
    </Shell>
  );
}
