/** The house's own look, in English. */

import type { Brand } from "../../../lib/brand/brand";
import { DEFAULT_PALETTES } from "../../../lib/brand/palette";

export const PLAIN_BRAND: Brand = {
  id: "default",
  name: "Harbour",
  logoSaysName: false,
  scheme: "auto",
  layout: "centred",
  links: {},
  languages: { offered: ["en"], all: ["en"], fallback: "en" },
  texts: {},
  palettes: DEFAULT_PALETTES,
  audience: { hosts: [], organizations: [], clients: [], namedByClients: false },
  clientColours: false,
};
