/** Where the server listens, from the environment. */

import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "@/lib/config/config";

export interface ServerOptions {
  port: number;
  host: string;
  /** The certificate to serve https with, where no proxy in front does. */
  tls?: { cert: Buffer; key: Buffer };
}

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  TLS_CERT_PATH: z.string().optional(),
  TLS_KEY_PATH: z.string().optional(),
});

/** @throws ConfigError when a value is none, only one TLS file is named, or one cannot be read */
export function readServerOptions(environment: Record<string, string | undefined>): ServerOptions {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
  }
  const { PORT: port, HOST: host, TLS_CERT_PATH: cert, TLS_KEY_PATH: key } = parsed.data;
  return { port, host, tls: readTls(cert, key) };
}

function readTls(cert: string | undefined, key: string | undefined): ServerOptions["tls"] {
  if (!cert && !key) return undefined;
  if (!cert || !key) {
    throw new ConfigError([
      "TLS_CERT_PATH and TLS_KEY_PATH go together; only one of them is set. Set both, or neither",
    ]);
  }
  try {
    return { cert: readFileSync(cert), key: readFileSync(key) };
  } catch (error) {
    throw new ConfigError([`TLS_CERT_PATH, TLS_KEY_PATH: a file cannot be read (${String(error)})`]);
  }
}
