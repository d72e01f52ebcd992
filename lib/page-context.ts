/** What every page needs around its content: language, words, assets, brand, and who is signed in. */

import type { Brand } from "./brand/brand";
import type { Direction } from "./i18n/direction";
import type { Translate } from "./i18n/translate";

export interface PageContext {
  /** BCP 47 tag of the page's language. */
  locale: string;
  dir: Direction;
  t: Translate;
  /** The operator's name for the service, from the brand file or `PROJECT_NAME`. */
  productName: string;
  brand: Brand;
  /** Paths of the content-hashed files, base path included; a page that nothing may run on has no script. */
  assets: { stylesheet: string; script?: string; askingScript?: string; captchaScript?: string };
  /** Further stylesheets of this origin that override the custom properties, in their order. */
  moreStylesheets?: readonly string[];
  /** Prefix of every own path, `""` or `/auth`. */
  basePath: string;
  /** This page's language by its own name, and the path that shows the page again; absent where there is but one. */
  language?: { name: string; returnTo: string };
  /** Signed-in person, for the account area's header; absent on public pages. */
  signedIn?: {
    label: string;
    email?: string;
    logoutPath: string;
    /** Whether there is a page of connected apps: not without Hydra. */
    hasApps: boolean;
  };
}
