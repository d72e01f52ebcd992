// @ts-check
// What lib/self-service makes of nodes that no Kratos sends.

import { ofFile } from "./of-file.mjs";

const NODES = { test: "lib/self-service/hostile-nodes.test.ts" };

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const FLOW_MUTATIONS = [
  ...ofFile("lib/self-service/errors/reasons.ts", { test: "lib/self-service/errors/errors.test.ts" }, [
    [
      "D7",
      "a flow is switched off by what somebody asked for",
      "/^\\w+ is not allowed because it was disabled\\.$/",
      "/is not allowed because it was disabled/",
    ],
  ]),
  ...ofFile("lib/self-service/words/links.ts", { test: "lib/self-service/words/links.test.ts" }, [
    [
      "O20",
      "recovery leads back to an app's request that Kratos keeps",
      "?? (takesChallenge ? undefined : toChallengeUrl(challenge, options))",
      "",
    ],
  ]),
  ...ofFile(
    "lib/self-service/page/common-document.server.ts",
    { test: "lib/self-service/page/common-document.test.ts" },
    [
      ["F21", "a page of somebody signed in is drawn", "caller.hasSession || ", ""],
      ["F21", "a page of a browser that kept an address is drawn", "hasTypedIdentifier(request) || ", ""],
      [
        "F21",
        "a page that leads on to what a cookie says is drawn",
        "known.continueTo?.href !== options.returnTo",
        "false",
      ],
      [
        "F21",
        "what an address claims to be an app's request is no own value",
        "shown.clientName ?",
        "shown ?",
      ],
    ],
  ),
  ...ofFile(
    "lib/self-service/page/document-templates.ts",
    { test: "components/self-service/document-templates.test.tsx" },
    [
      ["F21", "a page that tells somebody something is drawn", "ui.messages.length === 0 && ", ""],
      ["F21", "a node that tells somebody something is drawn", "!node || node.messages.length > 0", "!node"],
      [
        "F21",
        "a field that holds something is one person's",
        "(name !== undefined && FOR_EVERYBODY.has(name))",
        "name !== 'password'",
      ],
      [
        "F21",
        "what was drawn for one flow is nobody's until another's became the very same",
        "isOther(known.starts, drawing.starts)",
        "known.starts.length > 0",
      ],
      [
        "F21",
        "what a document contradicts is never filled in",
        "put(this.#drawings, key, CONTRADICTED)",
        "put(this.#drawings, key, drawing)",
      ],
      [
        "F21",
        "a token of other letters is not filled in",
        "if (!CSRF_TOKEN.test(value)) return undefined;",
        "",
      ],
      [
        "F21",
        "a proven template that a document contradicts goes",
        "this.#templates.delete(key);\n      put",
        "put",
      ],
      ["F21", "own values that hold each other are not told apart", "!other.includes(value)", "other !== ''"],
    ],
  ),
  ...ofFile("lib/self-service/to-flow-view.ts", { test: "lib/self-service/forms/given-identifier.test.ts" }, [
    [
      "F10",
      "a sign-in that Kratos stopped half way is drawn as its second screen",
      "withAskedIdentifier(withGivenIdentifier(flow))",
      "withAskedIdentifier(flow)",
    ],
  ]),
  ...ofFile("lib/self-service/nodes/url.ts", NODES, [
    ["F3", "a path of ours has no backslash and no control character", "[^\\\\\\p{Cc}]*$/u", ".*$/su"],
    ["F3", "a form's address names no user before its host", "if (hasUser(url)) return undefined;", ""],
    ["L3", "an inline picture is a whole base64 PNG", ";base64,[A-Za-z0-9+/]+={0,2}$/", ";base64,/"],
    ["L3", "a picture lies on an origin of ours", "&& isAt(url, baseUrls)", ""],
  ]),
  ...ofFile("lib/self-service/nodes/node-view.ts", NODES, [
    ["F1", "an integrity is a whole digest", "-[A-Za-z0-9+/]+={0,2}$/", "-/"],
  ]),
  ...ofFile("lib/self-service/nodes/node-view.ts", { test: "lib/self-service/newer-kratos.test.ts" }, [
    [
      "F1",
      "of a captcha's classes only the one is kept by which its script finds it",
      "{ className: CAPTCHA_CLASS }",
      "{ className: attributes.class }",
    ],
  ]),
  ...ofFile("lib/self-service/to-flow-view.ts", NODES, [
    ["F1", "a page has one script at most", "scripts.slice(0, 1)", "scripts"],
  ]),
  ...ofFile("lib/self-service/nodes/input-node.ts", NODES, [
    [
      "F14",
      "a secret is not echoed in a hidden field",
      'SECRET_FIELDS.includes(name) ? "" : toText',
      "name === undefined ? name : toText",
    ],
  ]),
  ...ofFile("lib/self-service/nodes/field-node.ts", NODES, [
    [
      "F14",
      "a password field of any name is not echoed",
      'type === "password" || (SECRET_FIELDS',
      "(SECRET_FIELDS",
    ],
  ]),
  ...ofFile("lib/json.ts", NODES, [
    [
      "V2",
      "flows are read by own properties",
      "isRecord(value) && Object.hasOwn(value, key) ? value[key]",
      "isRecord(value) ? value[key]",
    ],
  ]),
];
