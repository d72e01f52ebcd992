/** Turns a write that failed into what its page says: the server's refusal, or what is known of the outcome. */

import { read } from "@/lib/json";
import { OryError } from "../../ory/error";
import { SERVER_NAMES } from "../ory/server-names";
import type { ConsoleProblem } from "../problem";
import { toSegment } from "../request/segment";
import { StoreUnavailable } from "../store/redis-store.server";
import type { ActSubject } from "../trail/entry";
import type { ActFailed } from "./act.server";
import { ActRefused } from "./act-definition";

type View = ConsoleProblem["view"];

type Failure =
  /** Said on the form's own page. `409` stays 409: somebody was faster, or it exists already. */
  | { kind: "refused"; status: number; text: string; fields: Readonly<Record<string, string>> }
  /** A page of its own: the form's page may not be what it was. */
  | { kind: "fault"; status: number; view: View };

export function toFailure(failed: ActFailed): Failure {
  const { cause, result } = failed;
  if (result === "partly") return toPart(failed);
  if (cause instanceof ActRefused) {
    const { status, text, fields } = cause;
    return { kind: "refused", status, text, fields };
  }
  if (cause instanceof StoreUnavailable && result === "not-done") return toStoreFault(failed);
  if (!(cause instanceof OryError)) return toDefect(failed);
  if (result === "refused") {
    const isConflict = cause.status === 409 || cause.status === 412;
    return { kind: "refused", status: isConflict ? 409 : 422, text: toRefusal(cause), fields: {} };
  }
  const server = SERVER_NAMES[cause.upstream];
  const common = { next: result === "unknown" ? LOOK : RETRY, links: toLinks(failed.subject) };
  if (result === "not-done") {
    const text = `${server} did not answer as it should. Nothing was changed.`;
    return { kind: "fault", status: 503, view: { ...common, title: `${server} did not answer`, text } };
  }
  const text = `${server} took the request and did not confirm it: it may or may not have been done.`;
  return {
    kind: "fault",
    status: 502,
    view: { ...common, title: "It is not known whether this was done", text },
  };
}

/** What was confirmed stays: the form's page is no longer what it was. */
function toPart({ cause, subject }: ActFailed): Failure {
  const server = toCulprit(cause);
  const text = `A part of this was done, and stays done; ${server} did not do, or did not confirm, what comes after it. The trail names what was confirmed.`;
  const view = { title: "Only a part of this was done", text, next: LOOK, links: toLinks(subject) };
  return { kind: "fault", status: 502, view };
}

/** What is kept here goes on from where it was: a job begins with what was not confirmed. */
function toStoreFault({ subject }: ActFailed): Failure {
  const text =
    "The console's sessions and jobs are kept in Redis, which cannot be used at this moment. Kratos and Hydra were not asked to change anything.";
  const view = { title: "Redis cannot be used", text, next: RETRY, links: toLinks(subject) };
  return { kind: "fault", status: 503, view };
}

/** Who did not do, or not confirm, what was to be done. */
export function toCulprit(cause: unknown): string {
  if (cause instanceof OryError) return SERVER_NAMES[cause.upstream];
  return cause instanceof StoreUnavailable ? "Redis" : "Something in Foyer";
}

/** Of our own: what had been sent by then may have been done. */
function toDefect({ subject }: ActFailed): Failure {
  const text = "Something in Foyer failed while this was carried out: it may or may not have been done.";
  const view = {
    title: "It is not known whether this was done",
    text,
    next: LOOK,
    links: toLinks(subject),
  };
  return { kind: "fault", status: 500, view };
}

const LOOK = "Look at what is the case now before you try again.";
const RETRY = "It is safe to try again.";

/** The server's own words, which are about what was sent; bounded. */
function toRefusal(error: OryError): string {
  const detail = toDetail(error).slice(0, 600);
  return detail
    ? `${SERVER_NAMES[error.upstream]}: ${detail}`
    : `${SERVER_NAMES[error.upstream]} refused this (${error.status}).`;
}

/** Kratos nests `{error: {reason, message}}`, Hydra answers `{error, error_description}`. */
export function toDetail({ body }: OryError): string {
  const error = read(body, "error");
  const parts = [
    read(error, "message"),
    read(error, "reason"),
    read(body, "error_description"),
    read(body, "error_hint"),
    read(body, "message"),
  ];
  const texts = parts.filter((part): part is string => typeof part === "string" && part !== "");
  return [...new Set(texts)].join(" ");
}

/** Pages of one thing, by what it is; what is not listed has none. */
const SUBJECT_PATHS: Readonly<Record<string, string>> = {
  identity: "/identities",
  session: "/sessions",
  client: "/clients",
  job: "/jobs",
  project: "/network",
  "key-set": "/keys",
  "trusted-issuer": "/issuers",
};

/** Where what an act was to make would stand, or those that it was about. */
const LIST_PATHS: Readonly<Record<string, string>> = {
  schema: "/identities",
  identities: "/identities",
  projects: "/network",
  "trusted-issuers": "/issuers",
  registration: "/clients",
};

/** The page of what an act was about, where it has one. */
export function toSubjectLink({ kind, id }: ActSubject): Link | undefined {
  const base = Object.hasOwn(SUBJECT_PATHS, kind) ? SUBJECT_PATHS[kind] : undefined;
  return base ? { path: `${base}/${toSegment(id)}`, label: LOOK_LABEL } : undefined;
}

/** Where to look for what is the case. */
function toLinks(subject: ActSubject): Link[] {
  const list = Object.hasOwn(LIST_PATHS, subject.kind) ? LIST_PATHS[subject.kind] : undefined;
  return [toSubjectLink(subject) ?? (list ? { path: list, label: LOOK_LABEL } : [])].flat();
}

interface Link {
  path: string;
  label: string;
}

const LOOK_LABEL = "Look at it now";
