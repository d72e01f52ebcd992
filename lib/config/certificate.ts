/** A certificate and its key, in two PEM files that two environment variables name. */

import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";

export interface Certificate {
  cert: Buffer;
  key: Buffer;
}

export interface ReadCertificate {
  /** Undefined where none is named, and where there is a problem. */
  certificate?: Certificate;
  problems: string[];
}

type Variables<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** Read once, and tried: one that cannot be used is better known at the start than at the first connection. */
export function readCertificate<Name extends string>(
  env: Variables<Name>,
  certName: Name,
  keyName: Name,
): ReadCertificate {
  const { [certName]: certPath, [keyName]: keyPath } = env;
  if (!certPath && !keyPath) return { problems: [] };
  if (!certPath || !keyPath)
    return {
      problems: [`${certName}, ${keyName}: go together; only one of them is set. Set both, or neither`],
    };
  try {
    const certificate = { cert: readFileSync(certPath), key: readFileSync(keyPath) };
    createSecureContext(certificate);
    return { certificate, problems: [] };
  } catch (error) {
    return {
      problems: [`${certName}, ${keyName}: no certificate and its key can be read (${String(error)})`],
    };
  }
}
