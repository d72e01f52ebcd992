/** Puts the members of an object that has a title into one frame, in the place of the first. */

import type { FrameView, NodeView } from "@/lib/self-service/node-kinds";

export type Framed =
  | { kind: "node"; node: NodeView }
  | { kind: "frame"; frame: FrameView; content: Framed[] };

export function toFramed(nodes: readonly NodeView[], depth = 0): Framed[] {
  const members = new Map<string, NodeView[]>();
  const places: (NodeView | FrameView)[] = [];
  for (const node of nodes) {
    const frame = node.frames?.[depth];
    const known = frame && members.get(frame.name);
    if (known) known.push(node);
    else if (frame) members.set(frame.name, [node]);
    if (!known) places.push(frame ?? node);
  }
  return places.map((place) =>
    "kind" in place
      ? { kind: "node", node: place }
      : { kind: "frame", frame: place, content: toFramed(members.get(place.name) ?? [], depth + 1) },
  );
}
