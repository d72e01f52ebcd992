/** The admin APIs as the console calls them: for an operator, raw JSON, failures as `OryError`. */

import {
  type Configuration,
  CourierApi,
  FrontendApi,
  IdentityApi,
  type InitOverrideFunction,
  JwkApi,
  OAuth2Api,
  OidcApi,
  ProjectApi,
} from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import { findNextToken } from "@/lib/ory/page-links";
import {
  call,
  callForList,
  type OryAnswer,
  type OryList,
  toAdminHeaders,
  toFetch,
  withHeaders,
} from "@/lib/ory/sdk";
import { unmark } from "../../exact-number";
import type { Upstream } from "../../ory/error";
import { toConfiguration } from "../../ory/to-configuration";
import { watchWrites } from "../act/writes.server";
import { getConsoleConfig } from "../get-console-config.server";
import type { Operator } from "../operator/operator";

interface AdminClients {
  identity: IdentityApi;
  /** The same, for many identities at once. */
  batches: IdentityApi;
  /** Kratos' admin API leads to the public one for schemas: asked there at once. */
  schemas: IdentityApi;
  courier: CourierApi;
  /** What Kratos serves in public alone: what people met, and recoveries. */
  frontend: FrontendApi;
  oauth2: OAuth2Api;
  jwk: JwkApi;
  /** Dynamic registration, which Hydra serves in public. */
  registration: OidcApi;
  /** Ory Network's own API, by its own token. */
  projects: ProjectApi;
}

/** An RSA key of 4096 bits is made in seconds, not milliseconds. */
const KEY_MAKING_MS = 30_000;

/** Fifty accounts are made in a second, on a busy database in several. */
const BATCH_MS = 30_000;

let clients: AdminClients | undefined;

function getAdminClients(): AdminClients {
  if (clients) return clients;
  const { kratos, hydra } = getConfig();
  const headers = toAdminHeaders();
  const toKratos = toConfiguration(kratos.adminUrl, {
    fetchApi: toSend("kratos"),
    headers,
  });
  const toHydra = toConfiguration(hydra?.adminUrl, {
    fetchApi: toSend("hydra"),
    headers,
  });
  const toPublicKratos = toConfiguration(kratos.publicUrl, {
    fetchApi: toSend("kratos"),
  });
  clients = {
    identity: new IdentityApi(toKratos),
    batches: new IdentityApi(
      toConfiguration(kratos.adminUrl, {
        fetchApi: toSend("kratos", BATCH_MS),
        headers,
      }),
    ),
    schemas: new IdentityApi(toPublicKratos),
    courier: new CourierApi(toKratos),
    frontend: new FrontendApi(toPublicKratos),
    oauth2: new OAuth2Api(toHydra),
    registration: new OidcApi(toConfiguration(hydra?.publicUrl, { fetchApi: toSend("hydra") })),
    projects: new ProjectApi(toNetwork()),
    jwk: new JwkApi(
      toConfiguration(hydra?.adminUrl, {
        fetchApi: toSend("hydra", KEY_MAKING_MS),
        headers,
      }),
    ),
  };
  return clients;
}

/** Numbers go out as they were read or typed. */
function toSend(...where: Parameters<typeof toFetch>) {
  const send = watchWrites(toFetch(...where));
  return (input: RequestInfo | URL, { body, ...init }: RequestInit = {}) =>
    send(input, { ...init, body: typeof body === "string" ? unmark(body) : body });
}

/** Without a token nothing is asked: its pages are not there. */
function toNetwork(): Configuration {
  const { network } = getConsoleConfig();
  return toConfiguration(network?.url, {
    fetchApi: toSend("network"),
    headers: network && { authorization: `Bearer ${network.token}` },
  });
}

/** A call of the SDK's `…Raw` methods; `init` carries the request's id. */
type Run = (clients: AdminClients, init: ReturnType<typeof withHeaders>) => Promise<{ raw: Response }>;

/** JSON as it was written, by an operator or a server: the SDK's own types drop members that they do not know. */
export function withJsonBody(init: InitOverrideFunction, body: unknown): InitOverrideFunction {
  return async (context) => ({ ...(await init(context)), body: body as BodyInit });
}

/** `parseExactly` for an answer whose numbers are the person's or the app's own. */
type Parse = (text: string) => unknown;

/**
 * One object, as the server sent it.
 * @param operation the SDK's own name of it, for messages and metrics
 * @throws OryError
 */
export async function callAdmin<T>(
  operator: Operator,
  upstream: Upstream,
  operation: string,
  run: Run,
  parse?: Parse,
): Promise<T> {
  return (await answerAdmin<T>(operator, upstream, operation, run, parse)).data;
}

/** The same, with the cookies that came with it. @throws OryError */
export function answerAdmin<T>(
  operator: Operator,
  upstream: Upstream,
  operation: string,
  run: Run,
  parse?: Parse,
): Promise<OryAnswer<T>> {
  return call<T>(upstream, operation, () => run(getAdminClients(), toInit(operator)), parse);
}

export interface AdminList<T> {
  items: T[];
  /** The upstream's own token of the next page; undefined on the last one. */
  next?: string;
}

/** One page of a list, and the token of the next by its Link header. @throws OryError */
export async function listAdmin<T>(
  operator: Operator,
  upstream: Upstream,
  operation: string,
  run: Run,
  parse?: Parse,
): Promise<AdminList<T>> {
  const { rows, link } = await listWithHead<T>(operator, upstream, operation, run, parse);
  return { items: rows, next: rows.length > 0 ? findNextToken(link) : undefined };
}

/** The same, with what its head says: for lists whose Link header is not right. @throws OryError */
export function listWithHead<T>(
  operator: Operator,
  upstream: Upstream,
  operation: string,
  run: Run,
  parse?: Parse,
): Promise<OryList<T>> {
  return callForList<T>(upstream, operation, () => run(getAdminClients(), toInit(operator)), parse);
}

function toInit({ headers }: Operator) {
  return withHeaders({ ...headers });
}
