/** Where the server listens, from the environment. */

import { statSync } from "node:fs";
import { z } from "zod";
import { type Certificate, type ReadCertificate, readCertificate } from "@/lib/config/certificate";
import { ConfigError } from "@/lib/config/config";
import { toGiven, type Variables } from "@/lib/config/variables";
import { wholeNumber } from "@/lib/config/whole-number";

export interface ServerOptions {
  port: number;
  host: string;
  /** The certificate to serve https with, where no proxy in front does. */
  tls?: Certificate;
}

const environmentSchema = z.object({
  PORT: wholeNumber({ most: 65_535 }).default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
});

/** @throws ConfigError when a value is none, only one TLS file is named, or they are no certificate and its key */
export function readServerOptions(environment: Variables): ServerOptions {
  const parsed = environmentSchema.safeParse(toGiven(environment));
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  }
  const { PORT: port, HOST: host } = parsed.data;
  const { certificate, problems } = readServerCertificate(environment);
  if (problems.length > 0) throw new ConfigError(problems);
  return { port, host, tls: certificate };
}

/** What stands in the two files now. */
export function readServerCertificate(environment: Variables): ReadCertificate {
  return readCertificate(toGiven(environment), "TLS_CERT_PATH", "TLS_KEY_PATH");
}

/** Whether that can be read once more: what hands a secret over by a pipe does so once, and a second reader would wait for ever. */
export function isCertificateKept(environment: Variables): boolean {
  const { TLS_CERT_PATH = "", TLS_KEY_PATH = "" } = toGiven(environment);
  return [TLS_CERT_PATH, TLS_KEY_PATH].every((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

/** For whoever reads besides the server: without files that are pipes, which hand over what is in them once, to the server. */
export function withoutPipes(environment: Variables): Variables {
  const { TLS_CERT_PATH, TLS_KEY_PATH, ...others } = toGiven(environment);
  const hasPipe = [TLS_CERT_PATH, TLS_KEY_PATH].some((path) => path !== undefined && isPipe(path));
  return hasPipe ? others : environment;
}

function isPipe(path: string): boolean {
  try {
    return statSync(path).isFIFO();
  } catch {
    // Whoever reads it says why it cannot be had.
    return false;
  }
}
