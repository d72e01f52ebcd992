/** What a flow's view depends on besides the flow itself. */

import type { Translate } from "@/lib/i18n/translate";
import type { FlowKind } from "./view";

export interface FlowContext {
  kind: FlowKind;
  t: Translate;
  /** BCP 47, for dates; English without. */
  locale?: string;
  /** Kratos as browsers see it, base path included (`config.kratos.browserUrl`): the only home of actions and scripts. */
  kratosBrowserUrl: string;
  /** Foyer as browsers see it, base path included (`config.publicUrl.href`). */
  publicUrl: string;
  /** The flow was created while answering this request: the script then puts it into the address bar. */
  created?: boolean;
  /** The app that asked, bidi controls stripped. */
  clientName?: string;
  /** Where the person was going; without it the flow's own `return_to`. */
  returnTo?: string;
  /** Where a verification leads on to: the flow's return address, else the app's request that is under way. */
  continueTo?: { href: string; clientName?: string };
  /** All `true` unless the operator switched the flow off. */
  registrationEnabled?: boolean;
  recoveryEnabled?: boolean;
  verificationEnabled?: boolean;
  /** Set while a session exists (refresh, second factor, settings). */
  signedIn?: {
    label?: string;
    /** `/logout?token=…`, the token bound to the session. */
    logoutPath: string;
  };
  /** JSON schema of the identity: what its traits may hold, and what they are called. */
  identitySchema?: unknown;
  /**
   * Forms pass through Foyer, which sends Kratos the whole of the traits and remembers where the flow was going. Without
   * (browsers post to Kratos themselves), a form must be able to say everything by itself.
   */
  isRelayed?: boolean;
  /** Nothing was typed yet: the schema's `default`s stand in the fields. */
  usesDefaults?: boolean;
  /** Said beside a new password's field (`config.passwordMinLength`). */
  passwordMinLength?: number;
  /** Script of another origin that the operator lets draw a captcha (`config.captchaScript`). */
  captchaScript?: string;
  /** The operator's own pages: what `{terms}` and `{privacy}` in a title lead to, and where people can ask. */
  links?: { terms?: string; privacy?: string; help?: string };
}
