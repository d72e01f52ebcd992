/**
 * Puts traits in their schema's order. Kratos means to, but takes a name for any other that it begins with (`phone` for
 * `phone_work`), and sorts those by what was typed: after a mistake two fields had changed places.
 * @see https://github.com/ory/kratos/blob/v1.3.1/ui/node/node.go SortBySchema
 */

import type { RawNode } from "@/lib/self-service/nodes/raw-node";
import { type Leaf, toLeaves } from "@/lib/self-service/schema/leaves";

/** Each trait's place, kept with the schema's leaves. */
const known = new WeakMap<readonly Leaf[], ReadonlyMap<string, number>>();

/** The nodes with those of a group that are traits of the schema in its order, in the places that they have together. */
export function inSchemaOrder(
  nodes: readonly (RawNode | undefined)[],
  identitySchema: unknown,
): (RawNode | undefined)[] {
  const ranks = toRanks(toLeaves(identitySchema));
  const groups = new Map<string, { places: number[]; traits: { node: RawNode; rank: number }[] }>();
  nodes.forEach((node, place) => {
    const rank = toRank(node?.attributes.name ?? "", ranks);
    if (!node || rank === undefined) return;
    const group = groups.get(node.group) ?? { places: [], traits: [] };
    group.places.push(place);
    group.traits.push({ node, rank });
    groups.set(node.group, group);
  });
  const ordered = [...nodes];
  for (const { places, traits } of groups.values()) {
    traits.sort((a, b) => a.rank - b.rank);
    places.forEach((place, index) => {
      ordered[place] = traits[index]?.node;
    });
  }
  return ordered;
}

function toRanks(leaves: readonly Leaf[]): ReadonlyMap<string, number> {
  const ranks = known.get(leaves) ?? new Map(leaves.map(({ name }, index) => [name, index]));
  known.set(leaves, ranks);
  return ranks;
}

/** An item of a list (`traits.emails.0`) stands where its list does. */
function toRank(name: string, ranks: ReadonlyMap<string, number>): number | undefined {
  return ranks.get(name) ?? ranks.get(name.slice(0, name.lastIndexOf(".")));
}
