/** Which of the configured addresses a request came to: everybody's, or the console's where it has an origin of its own. */

import type { Config } from "@/lib/config/config";

/** `host` as in a Host header, with the port where it is not the scheme's own. */
export interface Site {
  host: string;
  basePath: string;
}

export interface Sites {
  site: Site;
  console?: Site;
}

export function toSites({ publicUrl, console }: Pick<Config, "publicUrl" | "console">): Sites {
  return { site: toAddress(publicUrl), ...(console?.hasOwnOrigin && { console: toAddress(console.url) }) };
}

function toAddress({ origin, basePath }: { origin: string; basePath: string }): Site {
  return { host: new URL(origin).host, basePath };
}

/** @param host as the request says it; whatever names nothing of ours is everybody's address */
export function toSite(host: string | undefined, { site, console }: Sites): Site {
  return console && isHost(host, console.host) ? console : site;
}

/** A default port may be said or left out; which scheme it is the default of is not known here. */
function isHost(said: string | undefined, own: string): boolean {
  const name = said?.toLowerCase();
  return name === own || name === `${own}:443` || name === `${own}:80`;
}
