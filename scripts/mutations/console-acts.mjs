// @ts-check
// What an operator's act is about, what became of it, and what the trail holds of it.

import { ofFile } from "./of-file.mjs";

const ABOUT = /** @type {const} */ ({
  suite: "browser",
  test: "tests/contract/console/step-up-about.spec.ts",
});

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const CONSOLE_ACT_MUTATIONS = [
  ...ofFile("lib/console/forms/form-token.server.ts", ABOUT, [
    [
      "C22",
      "a form is for the list that it stood on",
      "operation, page.address, fields)",
      'operation, page.path + "?identifier=test-user-&match=similar", fields)',
    ],
  ]),
  ...ofFile("lib/console/act/pending-act.server.ts", ABOUT, [
    [
      "C29",
      "an act that waits keeps the filter of its list",
      "    ...act,\n    address,",
      '    ...act,\n    address: address.split("?")[0] ?? "",',
    ],
  ]),
  ...ofFile("lib/console/jobs/acts.server.ts", ABOUT, [
    ["C29", "a job begins by a word", "typed: toBeginWord(job)", "typed: undefined"],
  ]),
];
