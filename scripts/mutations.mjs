// @ts-check
// The most important defences: how each is taken away, and the test that must then fail.

import { ACCOUNTS_MUTATIONS } from "./mutations/accounts.mjs";
import { BRAND_MUTATIONS } from "./mutations/brands.mjs";
import { CONSOLE_MUTATIONS } from "./mutations/console.mjs";
import { CONSOLE_ACT_MUTATIONS } from "./mutations/console-acts.mjs";
import { CONSOLE_DOOR_MUTATIONS } from "./mutations/console-doors.mjs";
import { CONSOLE_KEPT_MUTATIONS } from "./mutations/console-kept.mjs";
import { FLOODS_MUTATIONS } from "./mutations/floods.mjs";
import { FLOW_MUTATIONS } from "./mutations/flows.mjs";
import { HANDSHAKE_MUTATIONS } from "./mutations/handshake.mjs";
import { LANGUAGE_MUTATIONS } from "./mutations/languages.mjs";
import { MALFORMED_MUTATIONS } from "./mutations/malformed.mjs";
import { OAUTH2_MUTATIONS } from "./mutations/oauth2.mjs";
import { PAGE_MUTATIONS } from "./mutations/pages.mjs";
import { RECIPIENT_MUTATIONS } from "./mutations/recipients.mjs";
import { RELAY_MUTATIONS } from "./mutations/relay.mjs";
import { REQUEST_MUTATIONS } from "./mutations/requests.mjs";
import { SERVER_MUTATIONS } from "./mutations/servers.mjs";
import { SURROUNDINGS_MUTATIONS } from "./mutations/surroundings.mjs";

/**
 * @typedef {object} Mutation
 * @property {string} threat id in docs/security.md
 * @property {string} what the defence, in words
 * @property {string} file
 * @property {string} from text that stands in the file exactly once
 * @property {string} to
 * @property {"unit" | "browser"} suite
 * @property {string} test file of the test that names the threat
 */

/** @type {readonly Mutation[]} */
export const MUTATIONS = [
  ...RELAY_MUTATIONS,
  ...HANDSHAKE_MUTATIONS,
  ...ACCOUNTS_MUTATIONS,
  ...RECIPIENT_MUTATIONS,
  ...FLOODS_MUTATIONS,
  ...MALFORMED_MUTATIONS,
  ...SURROUNDINGS_MUTATIONS,
  ...REQUEST_MUTATIONS,
  ...OAUTH2_MUTATIONS,
  ...FLOW_MUTATIONS,
  ...SERVER_MUTATIONS,
  ...PAGE_MUTATIONS,
  ...LANGUAGE_MUTATIONS,
  ...BRAND_MUTATIONS,
  ...CONSOLE_MUTATIONS,
  ...CONSOLE_ACT_MUTATIONS,
  ...CONSOLE_DOOR_MUTATIONS,
  ...CONSOLE_KEPT_MUTATIONS,
];
