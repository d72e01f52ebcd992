/** Nodes as no Kratos sends them: what of them becomes markup, one attribute at a time. */

import { describe, expect, it } from "vitest";
import { read, readList, readNumber, readString } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import type { NodeView } from "./node-kinds";
import { toSafeAction, toSafeHref, toSafeImage } from "./nodes/url";
import { toFlowView } from "./to-flow-view";
import type { FlowView } from "./view";

const KRATOS = "http://localhost:4400";
const ACTION = `${KRATOS}/self-service/login?flow=f`;
const SCRIPT = `${KRATOS}/.well-known/ory/webauthn.js`;
const INTEGRITY = `sha512-${"A".repeat(86)}==`;

/** A login flow of these nodes, each `[type, attributes]`, and a button. */
function toView(...nodes: [type: string, attributes: object][]): FlowView {
  const flow = {
    id: "f&x=1",
    ui: {
      action: ACTION,
      method: "POST",
      nodes: [...nodes, ["input", { name: "method", type: "submit", value: "password" }] as const].map(
        ([type, attributes]) => ({ type, group: "password", attributes, messages: [], meta: {} }),
      ),
    },
  };
  return toFlowView(parseFlow(flow), toFixtureOptions("login", { created: true }));
}

const nodesOf = (view: FlowView): NodeView[] => view.forms.flatMap(({ nodes }) => nodes);
const findNode = (kind: NodeView["kind"], ...node: Parameters<typeof toView>) =>
  nodesOf(toView(...node)).find((each) => each.kind === kind);

describe("addresses", () => {
  it.each(["/a\\b", "/\tevil", "/a\u0000b", "/\n/evil.example", "//evil.example", "/\\evil.example"])(
    "F3: %j is no path of ours",
    (path) => {
      expect(toSafeHref(path)).toBeUndefined();
      expect(toSafeImage(path, [KRATOS])).toBeUndefined();
    },
  );

  it("F3: a form does not go to Kratos' address with a user's name before it", () => {
    expect(toSafeAction(ACTION, KRATOS)).toBe(ACTION);
    expect(toSafeAction(ACTION.replace("//", "//bank.example@"), KRATOS)).toBeUndefined();
    expect(toSafeAction(ACTION.replace("//", "//:x@"), KRATOS)).toBeUndefined();
  });

  it.each([
    `data:image/png;base64,AAAA" onload="alert(1)`,
    "data:image/png;base64,AA AA",
    "data:image/svg+xml;base64,AAAA",
    "data:image/png,AAAA",
    "https://evil.example/pixel.png",
    `http://user@localhost:4400/logo.png`,
    "ftp://localhost:4400/logo.png",
  ])("L3: the image %j is not drawn", (src) => {
    expect(findNode("image", ["img", { id: "i", src, node_type: "img" }])).not.toHaveProperty("src");
  });

  it("an image of Kratos', or inside the flow, is drawn; its size is one that a screen has", () => {
    for (const src of [`${KRATOS}/logo.png`, "data:image/png;base64,AAAA", "/logo.png"])
      expect(findNode("image", ["img", { id: "i", src }])).toMatchObject({ src });
    const sized = findNode("image", ["img", { id: "i", src: "/x.png", width: 1e9, height: -1 }]);
    expect(sized).toMatchObject({ width: 0, height: 0 });
  });

  it("the address of a flow holds its id and nothing that the id adds", () => {
    expect(toView().createdPath).toBe("/login?flow=f%26x%3D1");
  });
});

describe("scripts", () => {
  const scripts = (...all: object[]) =>
    toView(...all.map((one): [string, object] => ["script", one])).scripts;

  it.each([`${INTEGRITY}" x`, "sha512-", "sha512-A B", "sha1-AAAA", `x${INTEGRITY}`, "none"])(
    "F1: Kratos' script with the integrity %j does not run",
    (integrity) => expect(scripts({ id: "s", src: SCRIPT, integrity })).toEqual([]),
  );

  it("F1: a page has one script at most", () => {
    const one = { id: "s", src: SCRIPT, integrity: INTEGRITY };
    expect(scripts(one, { ...one, id: "again" }, { ...one, id: "third" })).toHaveLength(1);
  });
});

describe("secrets", () => {
  it.each(["password", "code", "totp_code", "lookup_secret"])(
    "F14: what Kratos sends as the value of %s is echoed in no kind of field",
    (name) => {
      for (const type of ["hidden", "text", "password", "number", "unheard-of"]) {
        const drawn = nodesOf(toView(["input", { name, type, value: "canary" }]));
        expect(JSON.stringify(drawn), type).not.toContain("canary");
      }
    },
  );

  it("F14: a field of the type password is never echoed, whatever it is called", () => {
    expect(
      findNode("field", ["input", { name: "traits.pin", type: "password", value: "canary" }]),
    ).toMatchObject({ value: "" });
  });
});

describe("reading JSON", () => {
  it.each(["constructor", "__proto__", "toString", "length"])(
    "V2: %s is read only where it was sent",
    (key) => {
      for (const value of [{}, [], "text", null, 7, JSON.parse("[1]")]) {
        expect(read(value, key)).toBeUndefined();
        expect(readString(value, key)).toBeUndefined();
        expect(readNumber(value, key)).toBeUndefined();
        expect(readList(value, key)).toEqual([]);
      }
      expect(read(JSON.parse(`{"${key}":"sent"}`), key)).toBe("sent");
    },
  );
});
