/** One brand: whose pages have it, how well each pair of its colours can be read, and what a sign-in page looks like. */

import type { BrandView, ContrastView } from "@/lib/console/brands/view";
import type { ConsoleChrome } from "@/lib/console/context";
import { toSegment } from "@/lib/console/request/segment";
import { Badge } from "../parts/badge";
import { type Fact, Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { BrandFrames } from "./brand-frames";
import { SCHEMES } from "./brands-page";

interface BrandPageProps {
  context: ConsoleChrome;
  view: BrandView;
}

export function BrandPage({ context, view }: BrandPageProps) {
  return (
    <Shell
      context={context}
      title={view.name}
      heading={<ForeignText>{view.name}</ForeignText>}
      place="/brands"
      back={{ href: `${context.consolePath}/brands`, label: "Brands" }}
      lead="Changed in its brand file, and read when Foyer starts. npm run brand shows every page of one before that."
    >
      <Section id="brand" title="Brand">
        <Facts facts={toFacts(context, view)} />
      </Section>
      <BrandFrames context={context} view={view} />
      {view.schemes.map(({ scheme, colours, pairs }) => (
        <Section
          key={scheme}
          id={`contrast-${scheme}`}
          title={`Colours, ${scheme}`}
          lead="Contrast as WCAG 2.2 computes it, of every pair that the pages draw."
        >
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {colours.map(({ name, hex }) => (
              <li key={name} className="flex items-center gap-2">
                <Swatch hex={hex} />
                <span>
                  {name} <span className="font-mono text-sm text-muted">{hex}</span>
                </span>
              </li>
            ))}
          </ul>
          <Table
            caption={`Contrast, ${scheme}`}
            columns={CONTRAST}
            rows={pairs}
            toKey={({ colour, ground }) => `${colour} ${ground}`}
            empty="There is no pair."
          />
        </Section>
      ))}
    </Shell>
  );
}

const CONTRAST: Column<ContrastView>[] = [
  {
    label: "Pair",
    isHeader: true,
    cell: ({ colour, ground }) => `${colour} on ${ground === "spill" ? "the light under the panel" : ground}`,
  },
  { label: "Contrast", isEnd: true, cell: ({ ratio }) => `${ratio}:1` },
  { label: "Needed", isEnd: true, cell: ({ needed }) => `${needed}:1` },
  {
    label: "Result",
    cell: ({ isEnough }) =>
      isEnough ? <Badge tone="good">passes</Badge> : <Badge tone="bad">too low</Badge>,
  },
];

/** A drawing, since nothing on these pages may have a style of its own. */
function Swatch({ hex }: { hex: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 shrink-0 rounded-full border border-field">
      <rect width="20" height="20" fill={hex} />
    </svg>
  );
}

function toFacts({ consolePath, basePath }: ConsoleChrome, view: BrandView): Fact[] {
  return [
    { label: "On the pages of", value: <Audience consolePath={consolePath} view={view} /> },
    { label: "Light and dark", value: SCHEMES[view.scheme] },
    { label: "Layout", value: view.layout },
    { label: "Languages", value: view.languages.join(", ") },
    ...view.links.map(({ label, href }) => ({
      label,
      value: <ForeignText className="[overflow-wrap:anywhere]">{href}</ForeignText>,
    })),
    ...view.files.map(({ label, file }) => ({
      label,
      value: <a href={`${basePath}/assets/${file}`}>{file}</a>,
    })),
    { label: "Colours of apps", value: view.clientColours ? "an app may set the accent" : "no" },
  ];
}

function Audience({ consolePath, view }: { consolePath: string; view: BrandView }) {
  const { hosts, organizations, clients, namedByClients, isDefault } = view;
  return (
    <ul>
      {hosts.map((host) => (
        <li key={host}>
          the host <ForeignText>{host}</ForeignText>
        </li>
      ))}
      {organizations.map((id) => (
        <li key={id}>
          people of the organization <ForeignText className="font-mono text-sm">{id}</ForeignText>
        </li>
      ))}
      {clients.map((id) => (
        <li key={id}>
          the app{" "}
          <a href={`${consolePath}/clients/${toSegment(id)}`}>
            <ForeignText>{id}</ForeignText>
          </a>
        </li>
      ))}
      {namedByClients && <li>apps whose metadata names it</li>}
      {isDefault && <li>everybody else</li>}
    </ul>
  );
}
