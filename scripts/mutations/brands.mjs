// @ts-check
// What a brand file, or an app, can do to the look of a page.

import { ofFile } from "./of-file.mjs";

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const BRAND_MUTATIONS = [
  ...ofFile("lib/brand/choose-brand.ts", { test: "lib/brand/choose-brand.test.ts" }, [
    ["O25", "an app gets no brand by naming it", "audience.namedByClients && id === named", "id === named"],
    ["O25", "an app's accent is the brand's to allow", "if (!clientColours || !accent)", "if (!accent)"],
    [
      "O25",
      "an app's accent can be seen on the panel",
      'if (!isSeen(accent, "light")) return undefined;',
      "",
    ],
  ]),
  ...ofFile("lib/brand/colour.ts", { test: "lib/brand/read-brands.test.ts" }, [
    [
      "S8",
      "a colour is six hexadecimal digits and nothing after them",
      "/^#[0-9a-f]{6}$/i",
      "/^#[0-9a-f]{3}/i",
    ],
  ]),
  ...ofFile("lib/brand/read-brand.server.ts", { test: "lib/brand/read-brands.test.ts" }, [
    ["S8", "a brand that cannot be read does not start", "...findUnreadableColours(file, palettes), ", ""],
  ]),
  ...ofFile("lib/brand/schema.ts", { test: "lib/brand/read-brands.test.ts" }, [
    ["S8", "a link leads to https or to this origin", "isOwnPath(text) || isHttps(text),", "Boolean(text),"],
  ]),
  ...ofFile("lib/brand/brand-assets.server.ts", { test: "lib/brand/read-brands.test.ts" }, [
    ["S8", "a drawing holds no script", "if (ACTIVE_SVG.test(svg))", "if (!svg)"],
    ["S8", "a prefix hides no script", "/<(?:[^\\s<>/:]+:)?", "/<(?:[\\w.-]+:)?"],
    ["S8", "a file is no larger than its use allows", "if (size > limit)", "if (size > limit * 99)"],
  ]),
  ...ofFile("lib/brand/brand-css.ts", { test: "lib/brand/read-brands.test.ts" }, [
    ["S8", "a drawing cannot end its place in the stylesheet", "encodeURIComponent(svg", "String(svg"],
  ]),
  ...ofFile(
    "lib/console/brands/preview.server.ts",
    { suite: "browser", test: "tests/e2e/console/brands.spec.ts" },
    [
      ["C31", "nothing can be sent from a preview", `"form-action 'none'",`, ""],
      ["C31", "no other site frames a preview", `"frame-ancestors 'self'",`, ""],
      [
        "C31",
        "nothing runs on a preview",
        '"sandbox allow-same-origin",',
        '"sandbox allow-same-origin allow-scripts",',
      ],
    ],
  ),
];
