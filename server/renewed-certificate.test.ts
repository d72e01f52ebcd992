import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { connect } from "node:tls";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import type { Certificate } from "@/lib/config/certificate";
import { type Certificates, makeCertificates } from "@/tests/support/certificates";
import { isCertificateKept, readServerCertificate, readServerOptions, withoutPipes } from "./options";
import { keepRenewed } from "./renewed-certificate";

const lines: Record<string, unknown>[] = [];
const note = (line: Record<string, unknown>) => void lines.push(line);
vi.mock("@/lib/observe/log", () => ({ getLogger: () => ({ info: note, error: note }) }));

let made: Certificates;
let environment: { TLS_CERT_PATH: string; TLS_KEY_PATH: string };
beforeAll(async () => {
  made = await makeCertificates();
  const dir = dirname(made.files.cert);
  environment = { TLS_CERT_PATH: join(dir, "served.pem"), TLS_KEY_PATH: join(dir, "served.key") };
});
afterAll(() => made.remove());

async function put({ cert, key }: { cert: string; key: string }) {
  await writeFile(environment.TLS_CERT_PATH, cert);
  await writeFile(environment.TLS_KEY_PATH, key);
}

async function serve() {
  lines.length = 0;
  await put(made.expired);
  const { tls } = readServerOptions(environment);
  const server = createServer({ ...tls });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const look = keepRenewed(server, tls as Certificate, () => readServerCertificate(environment));
  return { look, port: (server.address() as AddressInfo).port };
}

/** Why a client that trusts the authority does not take the connection; "" where it does. */
function toRefusal(port: number): Promise<string> {
  const ca = readFileSync(made.authorityFile);
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ca }, () => {
      socket.destroy();
      resolve("");
    });
    socket.on("error", (error) => resolve("code" in error ? String(error.code) : error.message));
  });
}

it("serves a certificate that was renewed, without a restart", async () => {
  const { look, port } = await serve();
  look();
  expect(await toRefusal(port)).toBe("CERT_HAS_EXPIRED");
  await put(made.valid);
  look();
  expect(await toRefusal(port)).toBe("");
  look();
  expect(lines).toEqual([
    { event: "certificate-ends", until: "2021-01-01T00:00:00.000Z" },
    { event: "certificate-renewed", until: "2099-12-31T23:59:59.000Z" },
  ]);
});

it("goes on with the one before while the files are no pair, and says so where they stay none", async () => {
  const { look, port } = await serve();
  await copyFile(made.files.cert, environment.TLS_CERT_PATH);
  look();
  expect(lines.map(({ event }) => event)).toEqual(["certificate-ends"]);
  look();
  look();
  expect(lines.map(({ event }) => event)).toEqual(["certificate-ends", "certificate-unread"]);
  expect(await toRefusal(port)).toBe("CERT_HAS_EXPIRED");
  await copyFile(made.files.key, environment.TLS_KEY_PATH);
  look();
  expect(await toRefusal(port)).toBe("");
});

it("does not look at a pipe again, which gives its content once", async () => {
  await put(made.valid);
  expect(isCertificateKept(environment)).toBe(true);
  const pipe = `${environment.TLS_KEY_PATH}.pipe`;
  execFileSync("mkfifo", [pipe]);
  const piped = { ...environment, TLS_KEY_PATH: pipe };
  expect(isCertificateKept(piped)).toBe(false);
  // The doctor would wait for ever beside a server that has read it, and take it from one that has not.
  expect(withoutPipes({ ...piped, PORT: "1" })).toEqual({ PORT: "1" });
  expect(withoutPipes(environment)).toEqual(environment);
});
