/** Reads from a flow the traits that there are before a form of it is sent. */

import { hasInexactNumber, isRecord, isTooDeep, type Json, toRecord } from "@/lib/json";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { isIndex, toTraitPath } from "@/lib/self-service/schema/trait-name";
import { putAt } from "./json-path";

/** A settings flow's traits are its identity's; a registration's are what its nodes hold so far. */
export function toTraits(flow: KratosFlow): Json {
  return toIdentityTraits(flow) ?? toTypedTraits(flow);
}

/** The traits of the identity that a settings flow is about. */
export function toIdentityTraits({ identity }: KratosFlow): Json | undefined {
  return identity && (identity.traits ?? {});
}

/** Kratos takes a value apart into one node a leaf; a node without a value stands for nothing. */
function toTypedTraits({ ui }: KratosFlow): Json {
  const whole: Json = {};
  for (const node of ui.nodes) {
    const { name = "", value } = node?.attributes ?? {};
    const path = toTraitPath(name)?.slice(1) ?? [];
    if (path.length > 0 && value !== undefined) putAt(whole, path, value);
  }
  return toRecord(withLists(whole));
}

/** What is numbered from 0 without a gap was a list. */
function withLists(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, withLists(member)]);
  const isList =
    members.length > 0 && members.every(([name]) => isIndex(name) && Number(name) < members.length);
  if (!isList) return Object.fromEntries(members);
  return members.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, member]) => member);
}

/** Whether JSON can be read and written here without a loss: what lies too deep is cut, whole numbers beyond 2^53 are rounded. */
export function isFaithful(value: unknown): boolean {
  return !isTooDeep(value) && !hasInexactNumber(value);
}
