/** From a node's kind to what draws it; a new kind does not compile until it has an entry. */

import type { ReactNode } from "react";
import { Checkbox } from "./checkbox";
import { Choices } from "./choices";
import { Field } from "./field";
import { Kept } from "./kept";
import { ListField } from "./list-field";
import type { NodeKind, NodeProps } from "./node-props";
import { Script } from "./script";
import { Select } from "./select";
import { Division, Hidden, Image, Link, Text, Unknown } from "./static-nodes";
import { Submit, Trigger } from "./submit";
import { Way } from "./way";

type NodeTable = { [K in NodeKind]: (props: NodeProps<K>) => ReactNode };

const NODES: NodeTable = {
  hidden: Hidden,
  field: Field,
  checkbox: Checkbox,
  select: Select,
  list: ListField,
  choices: Choices,
  kept: Kept,
  submit: Submit,
  trigger: Trigger,
  link: Link,
  image: Image,
  text: Text,
  script: Script,
  div: Division,
  way: Way,
  unknown: Unknown,
};

/** Draws one node of a form. */
export function Node<K extends NodeKind>(props: NodeProps<K>) {
  const Draw: (props: NodeProps<K>) => ReactNode = NODES[props.node.kind];
  return <Draw {...props} />;
}
