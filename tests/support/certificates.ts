/** Certificates for tests, made by openssl: a valid one with its authority, an expired one, a self-signed one. */

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import type { Certificate } from "./fault-proxy";

const run = promisify(execFile);

export interface Certificates {
  /** PEM file of the authority, for NODE_EXTRA_CA_CERTS. */
  authorityFile: string;
  valid: Certificate;
  /** PEM files of the valid one. */
  files: { cert: string; key: string };
  expired: Certificate;
  selfSigned: Certificate;
  remove: () => Promise<void>;
}

const AUTHORITY = `
[ca]
default_ca = here
[here]
dir = .
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;

export async function makeCertificates(): Promise<Certificates> {
  const { path: dir, remove } = makeTemporaryFolder("certificates");
  const openssl = (...parameters: string[]) => run("openssl", parameters, { cwd: dir });
  const request = (name: string, ...more: string[]) =>
    openssl(
      ...["req", "-newkey", "rsa:2048", "-nodes", "-keyout", `${name}.key`, "-subj", `/CN=${name}`],
      ...["-addext", "subjectAltName=DNS:localhost", ...more],
    );
  const sign = (name: string, from: string, until: string) =>
    openssl(
      ...["ca", "-batch", "-config", "ca.cnf", "-cert", "authority.pem", "-keyfile", "authority.key"],
      ...["-in", `${name}.csr`, "-out", `${name}.pem`, "-startdate", from, "-enddate", until, "-notext"],
    );
  await writeFile(join(dir, "ca.cnf"), AUTHORITY);
  await writeFile(join(dir, "index.txt"), "");
  await writeFile(join(dir, "serial"), "01\n");
  await request("authority", "-x509", "-out", "authority.pem");
  await request("self-signed", "-x509", "-out", "self-signed.pem");
  await request("valid", "-out", "valid.csr");
  await request("expired", "-out", "expired.csr");
  await sign("valid", "20200101000000Z", "20991231235959Z");
  await sign("expired", "20200101000000Z", "20210101000000Z");
  const read = async (name: string) => ({
    cert: await readFile(join(dir, `${name}.pem`), "utf8"),
    key: await readFile(join(dir, `${name}.key`), "utf8"),
  });
  return {
    authorityFile: join(dir, "authority.pem"),
    valid: await read("valid"),
    files: { cert: join(dir, "valid.pem"), key: join(dir, "valid.key") },
    expired: await read("expired"),
    selfSigned: await read("self-signed"),
    remove,
  };
}
