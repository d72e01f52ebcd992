/** One OAuth2 client: what it is, what it risks, how to begin with it, and what can be changed. */

import { buttonClass } from "@/components/controls/button-class";
import { Callout } from "@/components/controls/callout";
import type { Snippet } from "@/lib/console/clients/snippets";
import type { ClientDetails, ClientForms } from "@/lib/console/clients/view";
import type { ConsoleChrome } from "@/lib/console/context";
import type { FormProblems } from "@/lib/console/forms/form";
import { toSegment } from "@/lib/console/request/segment";
import { toVisibleJson } from "@/lib/console/visible";
import { Badge } from "../parts/badge";
import { Copy } from "../parts/copy";
import { type Fact, Facts } from "../parts/facts";
import { ForeignText } from "../parts/foreign-text";
import { JsonView } from "../parts/json-view";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { Time } from "../parts/time";
import { ClientActs } from "./client-acts";
import { AuthMethod } from "./clients-page";
import { TrailList, type TrailPageView } from "./trail-page";

interface ClientPageView {
  client: ClientDetails;
  risks: readonly string[];
  snippets: readonly Snippet[];
  acts: TrailPageView["acts"];
  /** Of the whole trail about it, where there is more of it. */
  trailHref?: string;
  forms: ClientForms;
  /** Whose look its people see; left out where there is but one, or where its people's hosts decide. */
  brand?: { id: string; name: string };
  /** Where its sign-in can be tried. */
  tryHref?: string;
  problems: FormProblems;
  done?: string;
}

export function ClientPage({ context, view }: { context: ConsoleChrome; view: ClientPageView }) {
  const { client, risks, snippets, acts, forms, problems } = view;
  return (
    <Shell
      context={context}
      title={client.name}
      heading={<ForeignText>{client.name}</ForeignText>}
      place="/clients"
      back={{ href: `${context.consolePath}/clients`, label: "Apps" }}
      actions={
        view.tryHref && (
          <a href={view.tryHref} className={buttonClass("secondary", "auto")}>
            Try this app
          </a>
        )
      }
      done={view.done}
      problems={problems}
    >
      <Section id="client" title="App" aside={<AuthMethod authMethod={client.authMethod} />}>
        <Facts
          facts={[
            ...toFacts(client),
            { label: "Brand", value: view.brand && <BrandLink {...{ context, brand: view.brand }} /> },
          ]}
        />
        <p className="text-muted">
          Who granted it something cannot be listed: Hydra answers that by person. It stands on each
          person&apos;s page.
        </p>
      </Section>
      {risks.length > 0 && <Risks risks={risks} />}
      <ClientActs client={client} forms={forms} problems={problems} />
      {snippets.length > 0 && <Snippets snippets={snippets} />}
      <Section id="trail" title="What operators did">
        <TrailList acts={acts} moreHref={view.trailHref} />
      </Section>
      <JsonView value={client.raw} label="As Hydra has it, without its secret" />
    </Shell>
  );
}

function toFacts(client: ClientDetails): Fact[] {
  const { id, grantTypes, redirectUris, postLogoutUris, scopes, audience, owner } = client;
  return [
    { label: "Client id", value: <Copy value={id} label="client id" /> },
    { label: "Grants", value: <ForeignText>{grantTypes.join(", ")}</ForeignText> },
    { label: "Redirect URIs", value: <Lines items={redirectUris} /> },
    {
      label: "After signing out",
      value: postLogoutUris.length > 0 ? <Lines items={postLogoutUris} /> : undefined,
    },
    { label: "Scopes", value: <ForeignText>{scopes.join(" ")}</ForeignText> },
    { label: "Audience", value: audience.length > 0 ? <Lines items={audience} /> : undefined },
    { label: "Consent", value: client.isFirstParty ? <Badge tone="notice">not asked</Badge> : "asked" },
    { label: "Owner", value: owner && <ForeignText>{owner}</ForeignText> },
    { label: "Created", value: <Time at={client.createdAt} /> },
    { label: "Changed", value: <Time at={client.updatedAt} /> },
  ];
}

function Lines({ items }: { items: readonly string[] }) {
  if (items.length === 0) return <>–</>;
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>
          <ForeignText className="font-mono text-[0.875em] [overflow-wrap:anywhere]">{item}</ForeignText>
        </li>
      ))}
    </ul>
  );
}

function Risks({ risks }: { risks: readonly string[] }) {
  return (
    <Section id="risks" title="Worth a look">
      <Callout tone="info">
        <ul className="grid gap-2">
          {risks.map((risk) => (
            <li key={risk} className="[overflow-wrap:anywhere]">
              <ForeignText>{risk}</ForeignText>
            </li>
          ))}
        </ul>
      </Callout>
    </Section>
  );
}

function Snippets({ snippets }: { snippets: readonly Snippet[] }) {
  return (
    <Section id="snippets" title="For its developers">
      {snippets.map(({ label, code }) => (
        <details key={label}>
          <summary className="min-h-9 content-center font-semibold text-link">{label}</summary>
          <pre
            dir="ltr"
            className="overflow-x-auto rounded-control border border-line bg-canvas p-3 text-sm whitespace-pre-wrap"
          >
            <code>{toVisibleJson(code)}</code>
          </pre>
        </details>
      ))}
    </Section>
  );
}

function BrandLink({ context, brand }: { context: ConsoleChrome; brand: { id: string; name: string } }) {
  return (
    <a href={`${context.consolePath}/brands/${toSegment(brand.id)}`}>
      <ForeignText>{brand.name}</ForeignText>
    </a>
  );
}
