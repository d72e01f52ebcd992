// @ts-check
// Tries every way out of a process that Node has; nobody is there to answer. For the test of egress-recorder.mjs.

import { execFileSync, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { resolve4 } from "node:dns";
import { lookup } from "node:dns/promises";
import { get } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { connect, Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { isMainThread, Worker } from "node:worker_threads";

const NOBODY = "127.0.0.1";
const NAME = process.argv[2] ?? "canary.invalid";

/** @param {import("node:events").EventEmitter} emitter */
const ignore = (emitter) => emitter.on("error", () => {});

if (isMainThread) {
  ignore(connect(1, NOBODY));
  ignore(new Socket().connect({ port: 2, host: NOBODY }));
  ignore(connect("/nowhere.sock"));
  ignore(connectTls(3, NOBODY));
  ignore(get(`http://${NOBODY}:4/`));
  ignore(connectHttp2(`http://${NOBODY}:5`));
  fetch(`http://${NOBODY}:6/`).catch(() => {});
  createSocket("udp4").send("x", 7, NOBODY);
  lookup(NAME).catch(() => {});
  resolve4(`${NAME}.`, () => {});
  ignore(spawn("/nowhere/program"));
  try {
    execFileSync("/nowhere/program-2");
  } catch {
    // There is none.
  }
  // Names are still being looked up: nobody waits for them.
  new Worker(new URL(import.meta.url)).on("exit", () => process.exit());
} else {
  ignore(connect(8, NOBODY));
}
