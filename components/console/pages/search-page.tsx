/** What was found, what was looked through, and what cannot be searched. */

import { Callout } from "@/components/controls/callout";
import type { ConsoleChrome } from "@/lib/console/context";
import { toMailRecipient } from "@/lib/console/search/typed-identifier";
import { ForeignText } from "../parts/foreign-text";
import { Shell } from "../parts/shell";
import { Empty, Table } from "../parts/table";

interface SearchPageView {
  query: string;
  hits: readonly { kind: string; label: string; path: string }[];
  looked: readonly string[];
  failed: readonly string[];
}

export function SearchPage({ context, view }: { context: ConsoleChrome; view: SearchPageView }) {
  const { query, hits, looked, failed } = view;
  return (
    <Shell
      context={context}
      title="Find"
      place="search"
      lead={
        query ? (
          <>
            For <ForeignText className="font-semibold text-ink">{query}</ForeignText>
          </>
        ) : (
          "Type an id or an address into the box above."
        )
      }
    >
      {failed.length > 0 && (
        <Callout tone="error">
          {hits.length > 0
            ? "Did not answer, so there may be more: "
            : "Did not answer, so nothing is known: "}
          {failed.join(", ")}. <a href={toAgain(context, query)}>Look again</a>
        </Callout>
      )}
      {query && hits.length > 0 && (
        <Table
          caption="Found"
          columns={[
            {
              label: "What",
              isHeader: true,
              cell: ({ label, path }) => (
                <a href={context.consolePath + path}>
                  <ForeignText>{label}</ForeignText>
                </a>
              ),
            },
            { label: "Kind", cell: ({ kind }) => kind },
          ]}
          rows={hits}
          toKey={({ path }) => path}
          empty=""
        />
      )}
      {query && hits.length === 0 && failed.length === 0 && (
        <Empty>
          {looked.length > 0 ? "Nothing was found." : "This is no kind of id that can be looked for."}
        </Empty>
      )}
      {hits.length === 0 && <MailSentThere context={context} query={query} />}
      {looked.length > 0 && <p className="text-muted">Looked through: {looked.join(", ")}.</p>}
      <WhatIsFound />
    </Shell>
  );
}

function WhatIsFound() {
  return (
    <p className="text-muted">
      Kratos finds people by what they sign in with, an address say, or a phone number with its country&apos;s
      (+49 …), whole or from its beginning; not by a name, nor by a passkey alone. Of errors it keeps its own,
      by the id that stands in the address of the page that showed it; Hydra keeps none. The reference that an
      error page shows is the requestId of lines in Foyer&apos;s log, and is kept nowhere else.
    </p>
  );
}

/** "The mail did not arrive" begins with an address, which may be mistyped. */
function MailSentThere({ context, query }: { context: ConsoleChrome; query: string }) {
  const recipient = toMailRecipient(query);
  if (!recipient) return null;
  return (
    <p>
      Mail may have been sent there although nobody has that address:{" "}
      <a href={`${context.consolePath}/messages?${new URLSearchParams({ recipient })}`}>
        look for mail to <ForeignText>{recipient}</ForeignText>
      </a>
    </p>
  );
}

const toAgain = ({ consolePath }: ConsoleChrome, query: string) =>
  `${consolePath}/search?${new URLSearchParams({ q: query })}`;
