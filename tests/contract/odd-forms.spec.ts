/** Forms as no page of ours sends them: repeated by a redirect, labelled by a stranger, or larger than their answer. */

import { connect } from "node:net";
import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";
import { redirect } from "../support/stub-upstream";

const MEBIBYTE = 1024 * 1024;
/** More than any sender should get rid of. */
const ENDLESS = 512 * MEBIBYTE;

test("O18: a redirect that would have the browser send its form again is refused", async ({
  contract: { foyer, kratos, get },
}) => {
  for (const status of [300, 304, 307, 308]) {
    for (const to of [`${foyer.url}/welcome`, "https://idp.example/"]) {
      for (const path of ["/self-service/login", "/self-service/login/browser"])
        kratos.when(path, redirect(to, { status }));
      for (const answer of [
        await postForm(foyer.port, "/self-service/login?flow=f", { password: "x" }),
        await get("/self-service/login/browser"),
      ]) {
        expect([answer.status, answer.headers.location], `${status} to ${to}`).toEqual([502, undefined]);
        expect(answer.body).not.toContain("idp.example");
      }
    }
  }
});

test("L1: a method that no Kratos knows is no word in the log, and the form's text is none", async ({
  contract: { foyer, kratos },
}) => {
  const before = (await foyer.log()).length;
  const methods = ["canary-method", "password\ncanary", "__proto__", "canary".repeat(10_000)];
  for (const method of methods) {
    await postForm(foyer.port, "/self-service/login?flow=f", { method, password: "canary-password" });
  }
  expect(kratos.requests).toHaveLength(methods.length);
  await postForm(foyer.port, "/self-service/login?flow=f", { method: "password" });
  const since = (await foyer.log()).slice(before);
  const lines = since.split("\n").filter((line) => line.includes('"flow.answered"'));
  expect(lines.map((line) => JSON.parse(line).method)).toEqual([...methods.map(() => "other"), "password"]);
  expect(lines.join()).not.toContain("canary");
});

test("P16: of a form that was refused for its size only so much more is read", async ({
  contract: { foyer },
}) => {
  const chunk = Buffer.concat([
    Buffer.from(`${MEBIBYTE.toString(16)}\r\n`),
    Buffer.alloc(MEBIBYTE, "a"),
    Buffer.from("\r\n"),
  ]);
  const { sent, answer } = await new Promise<{ sent: number; answer: string }>((resolve) => {
    const socket = connect(foyer.port, "127.0.0.1");
    let [sent, answer] = [0, ""];
    const write = () => {
      while (sent < ENDLESS && !socket.destroyed) {
        sent += chunk.length;
        if (!socket.write(chunk)) return void socket.once("drain", write);
      }
    };
    socket.on("connect", () => {
      socket.write(
        `POST /consent HTTP/1.1\r\nHost: localhost:${foyer.port}\r\nSec-Fetch-Site: same-origin\r\n` +
          `Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      write();
    });
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve({ sent, answer }));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413/);
  expect(sent).toBeLessThan(64 * MEBIBYTE);
});
