/** Serves the certificate that stands in its files now: whoever renews it need not start Foyer anew. */

import { X509Certificate } from "node:crypto";
import type { Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { Certificate, ReadCertificate } from "@/lib/config/certificate";
import { getLogger } from "@/lib/observe/log";

/** How often the files are looked at, in milliseconds. */
export const LOOK_MS = 60_000;

/** So many looks a day. */
const SAY_AGAIN_LOOKS = (24 * 60 * 60 * 1000) / LOOK_MS;

/** From so long before its end on it is said each day, in milliseconds. */
const ENDS_SOON_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * @param served what `server` was made with
 * @param read reads the files
 * @returns what looks at the files, to be called once in LOOK_MS
 */
export function keepRenewed(server: Server, served: Certificate, read: () => ReadCertificate): () => void {
  let current = served;
  let looks = 0;
  let unread = 0;
  return () => {
    const { certificate, problems } = read();
    // Certificate and key are replaced one after the other: between the two they are no pair.
    unread = certificate ? 0 : unread + 1;
    if (unread === 2) getLogger().error({ event: "certificate-unread", error: problems.join() });
    const isNew = certificate && !isSame(certificate, current);
    if (isNew) {
      (server as TlsServer).setSecureContext(certificate);
      current = certificate;
      getLogger().info({ event: "certificate-renewed", until: toEnd(certificate).toISOString() });
    }
    if (isNew || looks % SAY_AGAIN_LOOKS === 0) sayEnd(current);
    looks += 1;
  };
}

function isSame(one: Certificate, other: Certificate): boolean {
  return one.cert.equals(other.cert) && one.key.equals(other.key);
}

function toEnd({ cert }: Certificate): Date {
  return new Date(new X509Certificate(cert).validTo);
}

function sayEnd(certificate: Certificate): void {
  const until = toEnd(certificate);
  if (until.getTime() - Date.now() > ENDS_SOON_MS) return;
  getLogger().error({ event: "certificate-ends", until: until.toISOString() });
}
