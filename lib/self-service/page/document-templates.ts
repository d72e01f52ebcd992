/**
 * Forms as everybody first sees them. Their documents differ only by the values that a flow has of its own, and these are
 * copied, never looked at: what was drawn for one person's flow is filled in for the next (ADR 27).
 */

import type { KratosFlow, KratosNode } from "../kratos-flow";
import type { FlowLink } from "../message-view";

type Scalar = string | number | boolean | null | undefined;

/** What JSON tells apart: the types below refuse anything else, as it would be the same for all that it holds. */
type Telling<T> = T extends Scalar
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Telling<Item>[]
    : T extends (...given: never[]) => unknown
      ? never
      : T extends { [Symbol.iterator](): unknown }
        ? never
        : { [Name in keyof T]: Telling<T[Name]> };

/** What a document is made of beside its flow. */
export interface Surroundings<Facts> {
  /** All that can be written as JSON. */
  facts: Facts & Telling<Facts>;
  /** The rest, which is the process's own and the same object for the same words: translator, brand, schema. */
  objects: readonly (object | undefined)[];
  /** Links whose forms have a token of their own. */
  links: readonly FlowLink[];
  /** The app's request, where Hydra has said that it is one: what an address claims is anybody's choice. */
  challenge?: string;
}

/** A document before it is drawn. */
export interface Blank {
  /** What it is made of, with a mark in the place of each own value. */
  key: string;
  /** The flow's id, its CSRF token, a ceremony's challenge, an app's request. */
  ownValues: readonly string[];
}

/** What was drawn for one flow: compared with what is drawn for the next, and given to nobody. */
interface Drawing {
  /** The document with marks in the place of own values; absent once another flow's document contradicted it. */
  marked?: string;
  /** Of each own value enough to tell it from another: whole, they are secrets. */
  starts: readonly string[];
}

/** What two flows' documents became, the very same. */
interface Template {
  marked: string;
  /** Its texts, and between them the numbers of the own values that stand there. */
  pieces: readonly (string | number)[];
}

const CONTRADICTED: Drawing = { starts: [] };

/** Begins and ends a mark. JSON and HTML have no such sign. */
const MARK = "\0";

/** Of either kind. Two pages in each of 45 languages are more than one installation is asked for at a time. */
const MOST = 64;

/** In characters, key and document together: pages that everybody sees have a quarter of it. */
const LONGEST = 64_000;

/** In characters. What servers make at random is so from the start on. */
const START = 8;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CSRF_TOKEN = /^[A-Za-z0-9+/]{12,}={0,2}$/;
const FORM_TOKEN = /^[\w-]{12,}\.[\w-]{12,}$/;
const IN_CEREMONY = /"(?:challenge|id)":"([\w-]{16,})"/g;
/** Without the padding, which an address writes otherwise. */
const CHALLENGE = /^[\w-]{20,}/;

/** Of the nodes that a ceremony starts from: random bytes, and what the operator configured. */
const CEREMONIES: ReadonlySet<string> = new Set([
  "passkey_challenge",
  "passkey_create_data",
  "webauthn_register_trigger",
]);

/** Whose value is the operator's choice or the flow's own, never what somebody typed. */
const FOR_EVERYBODY: ReadonlySet<string> = new Set(["csrf_token", "method", "provider", ...CEREMONIES]);

/** Others show what is one person's: the secret of an authenticator app, recovery codes. */
const COMMON_KINDS: ReadonlySet<string | undefined> = new Set(["input", "script", "a"]);

export class DocumentTemplates {
  #templates = new Map<string, Template>();
  /** Apart, so that pages which nobody asks for twice drive out none that everybody sees. */
  #drawings = new Map<string, Drawing>();
  #numbers = new WeakMap<object, number>();
  #lastNumber = 0;

  /** Undefined for a page that is one person's: somebody typed something, or is told something. */
  toBlank<Facts>(flow: KratosFlow, { facts, objects, ...around }: Surroundings<Facts>): Blank | undefined {
    if (!isForEverybody(flow)) return undefined;
    const ownValues = findOwnValues(flow, around);
    if (!ownValues) return undefined;
    const numbers = objects.map((object) => this.#toNumber(object));
    const key = withMarks(JSON.stringify([numbers, facts, flow]), ownValues);
    return key.length > LONGEST ? undefined : { key, ownValues };
  }

  /** The document, byte for byte as it would be drawn; undefined where that is not known. */
  fill({ key, ownValues }: Blank): string | undefined {
    const template = this.#templates.get(key);
    if (!template) return undefined;
    put(this.#templates, key, template);
    let document = "";
    for (const piece of template.pieces) document += typeof piece === "number" ? ownValues[piece] : piece;
    return document;
  }

  /** Keeps what was drawn; it is filled in once another flow's document became the very same, and none another. */
  keep({ key, ownValues }: Blank, document: string): void {
    if (key.length + document.length > LONGEST || document.includes(MARK)) return;
    const marked = withMarks(document, ownValues);
    const known = this.#templates.get(key) ?? this.#drawings.get(key);
    const drawing = { marked, starts: ownValues.map((value) => value.slice(0, START)) };
    if (!known) put(this.#drawings, key, drawing);
    else if (known.marked !== marked) {
      this.#templates.delete(key);
      put(this.#drawings, key, CONTRADICTED);
    } else if ("starts" in known && isOther(known.starts, drawing.starts)) {
      this.#drawings.delete(key);
      put(this.#templates, key, { marked, pieces: toPieces(marked) });
    }
  }

  #toNumber(object: object | undefined): number {
    if (!object) return 0;
    const known = this.#numbers.get(object);
    if (known !== undefined) return known;
    this.#lastNumber += 1;
    this.#numbers.set(object, this.#lastNumber);
    return this.#lastNumber;
  }
}

/** The least used stands first, and goes first. */
function put<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key);
  kept.set(key, value);
  if (kept.size <= MOST) return;
  const [oldest = key] = kept.keys();
  kept.delete(oldest);
}

function isForEverybody({ refresh, identity, ui }: KratosFlow): boolean {
  return refresh !== true && !identity && ui.messages.length === 0 && ui.nodes.every(isAsFirstSeen);
}

function isAsFirstSeen(node: KratosNode | undefined): boolean {
  if (!node || node.messages.length > 0) return false;
  const { node_type, name, value } = node.attributes;
  const isEmpty = value === undefined || value === null || value === "" || value === false;
  return COMMON_KINDS.has(node_type) && (isEmpty || (name !== undefined && FOR_EVERYBODY.has(name)));
}

/** Of letters that neither JSON, HTML nor (the CSRF token aside) an address writes otherwise; undefined where one has others. */
function findOwnValues(
  flow: KratosFlow,
  { links, challenge }: Pick<Surroundings<never>, "links" | "challenge">,
): string[] | undefined {
  const found = new Set<string>();
  const { id = "" } = flow;
  if (!UUID.test(id)) return undefined;
  found.add(id);
  for (const node of flow.ui.nodes) {
    const { name, value } = node?.attributes ?? {};
    if (typeof value !== "string") continue;
    if (name === "csrf_token") {
      if (!CSRF_TOKEN.test(value)) return undefined;
      found.add(value);
    } else if (name && CEREMONIES.has(name)) {
      for (const [, random] of value.matchAll(IN_CEREMONY)) if (random) found.add(random);
    }
  }
  for (const asked of [challenge, flow.oauth2_login_challenge]) {
    const [random] = CHALLENGE.exec(asked ?? "") ?? [];
    if (random) found.add(random);
  }
  for (const { post } of links) {
    const token = post?.fields.csrf_token;
    if (token && FORM_TOKEN.test(token)) found.add(token);
  }
  const values = [...found];
  const isApart = values.every((value) => values.every((other) => other === value || !other.includes(value)));
  return isApart ? values : undefined;
}

function withMarks(text: string, ownValues: readonly string[]): string {
  let marked = text;
  for (const [index, value] of ownValues.entries())
    marked = marked.replaceAll(value, MARK + String(index) + MARK);
  return marked;
}

function toPieces(marked: string): (string | number)[] {
  return marked.split(MARK).map((piece, index) => (index % 2 === 1 ? Number(piece) : piece));
}

function isOther(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((value, index) => value !== others[index]);
}
