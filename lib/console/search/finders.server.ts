/** Finds what an id or address from a log, a mail or a ticket belongs to: one entry for each kind of thing. */

import { getConfig } from "@/lib/config/config";
import { OryError } from "../../ory/error";
import { getClientOrId, listClients } from "../clients/clients.server";
import { toClientRow } from "../clients/view";
import { getRecordedError } from "../errors/errors.server";
import { toRecordedError } from "../errors/view";
import { findByExternalId, listIdentities } from "../identities/identities.server";
import { IDENTIFIER_LIMIT } from "../identities/identity-filter";
import { getIdentityOrId } from "../identities/identity-or-id.server";
import { toIdentityRow } from "../identities/view";
import { getMessage } from "../messages/messages.server";
import { toMessageRow } from "../messages/view";
import type { Operator } from "../operator/operator";
import { isAllowed, type Permission } from "../operator/permissions";
import { nameSchema, uuidSchema } from "../ory/ids.server";
import { isAboutAsked } from "../ory/is-about-asked";
import { toSegment } from "../request/segment";
import { getSession } from "../sessions/sessions.server";
import { toSessionRow } from "../sessions/view";
import { findWithin, toBare, toIdentifiers } from "./typed-identifier";

interface Hit {
  /** `Session`, `Identity` … */
  kind: string;
  label: string;
  /** Under the console. */
  path: string;
}

interface Finder {
  /** What it looks through, said on the page. */
  what: string;
  permission: Permission;
  /** Whether what was typed can be one of these: nothing else is asked for. */
  accepts(query: string): boolean;
  find(operator: Operator, query: string): Promise<Hit[]>;
}

const isName = (query: string) => nameSchema.safeParse(query).success;
const isUuid = (query: string) => uuidSchema.safeParse(query).success;

/** What is asked side by side. */
const FINDERS: readonly Finder[] = [
  {
    what: "identities by id",
    permission: "identities.read",
    accepts: isUuid,
    async find(operator, query) {
      const id = uuidSchema.parse(query);
      return [toIdentityHit((await getIdentityOrId(operator, id)).raw)];
    },
  },
  {
    what: "identities by their id at another system",
    permission: "identities.read",
    accepts: isName,
    async find(operator, query) {
      const found = await findByExternalId(operator, query);
      return found === undefined ? [] : [toIdentityHit(found)];
    },
  },
  {
    what: "identities by address or other identifier",
    permission: "identities.read",
    accepts: (query) => query.length > 2 && query.length <= IDENTIFIER_LIMIT && !isUuid(query),
    async find(operator, query) {
      const identifiers = toIdentifiers(query);
      for (const identifier of identifiers) {
        const exact = await listIdentities(operator, { kind: "exact", identifier });
        if (exact.items.length > 0) return exact.items.map(toIdentityHit);
      }
      for (const identifier of identifiers) {
        const similar = await listIdentities(operator, { kind: "similar", identifier });
        const path = `/identities?${new URLSearchParams({ identifier, match: "similar" })}`;
        const all = { kind: "List", label: `All that begin with ${identifier}`, path };
        if (similar.items.length > 0)
          return [...similar.items.map(toIdentityHit), ...(similar.next ? [all] : [])];
      }
      return [];
    },
  },
  {
    what: "sessions by id",
    permission: "sessions.read",
    accepts: isUuid,
    async find(operator, query) {
      const { id, person } = toSessionRow(await getSession(operator, uuidSchema.parse(query)));
      return [{ kind: "Session", label: `Session of ${person}`, path: `/sessions/${id}` }];
    },
  },
  {
    what: "messages by id",
    permission: "messages.read",
    accepts: isUuid,
    async find(operator, query) {
      const { id, recipient } = toMessageRow(await getMessage(operator, uuidSchema.parse(query)));
      return [{ kind: "Message", label: `Message to ${recipient}`, path: `/messages/${id}` }];
    },
  },
  {
    what: "errors that people met by id",
    permission: "errors.read",
    accepts: isUuid,
    async find(operator, query) {
      const { id, shown } = toRecordedError(await getRecordedError(operator, uuidSchema.parse(query)));
      return [{ kind: "Error", label: shown.title, path: `/errors/${id}` }];
    },
  },
  {
    what: "apps by client id",
    permission: "clients.read",
    accepts: (query) => Boolean(getConfig().hydra) && !query.includes("@") && isName(query),
    async find(operator, query) {
      return [toClientHit((await getClientOrId(operator, query)).raw)];
    },
  },
  {
    what: "apps by name, exactly",
    permission: "clients.read",
    accepts: (query) => Boolean(getConfig().hydra) && query.length > 0 && !isUuid(query),
    async find(operator, name) {
      const { items, next, hasLeftOut } = await listClients(operator, { name });
      const path = `/clients?${new URLSearchParams({ name })}`;
      const all = { kind: "List", label: `All apps that are called ${name}`, path };
      return [...items.map(toClientHit), ...(next || hasLeftOut ? [all] : [])];
    },
  },
];

function toClientHit(raw: unknown): Hit {
  const { id, name } = toClientRow(raw);
  return { kind: "App", label: name, path: `/clients/${toSegment(id)}` };
}

function toIdentityHit(raw: unknown): Hit {
  const { id, person } = toIdentityRow(raw);
  return { kind: "Identity", label: person, path: `/identities/${id}` };
}

export interface SearchResult {
  hits: Hit[];
  /** What was looked through. */
  looked: string[];
  /** What did not answer: there may be more. */
  failed: string[];
}

/**
 * What was typed; where that is nothing's, what stands in it without the quotes, brackets and commas around it, and then each
 * id and the address in a link or a line.
 */
export async function search(operator: Operator, text: string): Promise<SearchResult> {
  const [query, bare] = [text.trim(), toBare(text)];
  if (isUuid(bare)) return searchFor(operator, bare);
  const looked = new Set<string>();
  let found: SearchResult = { hits: [], looked: [], failed: [] };
  for (const each of new Set([query, bare, ...findWithin(text)])) {
    found = await searchFor(operator, each);
    for (const what of found.looked) looked.add(what);
    if (found.hits.length > 0 || found.failed.length > 0) break;
  }
  return { ...found, looked: [...looked] };
}

/** Asks side by side everything that can have such an id and that this operator may see. */
async function searchFor(operator: Operator, query: string): Promise<SearchResult> {
  const asked = FINDERS.filter(
    ({ accepts, permission }) => accepts(query) && isAllowed(operator.role, permission),
  );
  const answers = await Promise.all(asked.map((finder) => attempt(finder, operator, query)));
  const hits = answers.flatMap((found) => found ?? []);
  return {
    // An app that is called by its own id is found by both.
    hits: [...new Map(hits.map((hit) => [hit.path, hit])).values()],
    looked: asked.map(({ what }) => what),
    failed: asked.flatMap(({ what }, index) => (answers[index] === undefined ? [what] : [])),
  };
}

/** Undefined when the server failed, or let nobody ask; nothing found is an answer. */
async function attempt({ find }: Finder, operator: Operator, query: string): Promise<Hit[] | undefined> {
  try {
    return await find(operator, query);
  } catch (error) {
    if (!(error instanceof OryError)) throw error;
    return isAboutAsked(error) ? [] : undefined;
  }
}
