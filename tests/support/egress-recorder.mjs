// @ts-check
// Preloaded into a Node process (`--import`): writes down every connection, name and program that it asks for.

import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

/** @param {string} what */
function record(what) {
  appendFileSync(process.env.FOYER_TEST_EGRESS_LOG ?? "/dev/stderr", `${what}\n`);
}

/**
 * @param {object} owner
 * @param {string} name of a method
 * @param {(...parameters: any[]) => string} describe
 */
function watch(owner, name, describe) {
  const original = Reflect.get(owner, name);
  if (typeof original !== "function") return;
  /** @this {unknown} @param {unknown[]} parameters */
  function watched(...parameters) {
    record(describe(...parameters));
    return Reflect.apply(original, this, parameters);
  }
  Reflect.set(owner, name, Object.assign(watched, original));
}

/** net.connect() calls it with its own parameters in one list; TLS and HTTP come by here as well. */
watch(net.Socket.prototype, "connect", (first, ...rest) => {
  const [to, host] = Array.isArray(first) ? first : [first, ...rest];
  if (typeof to !== "object") return `tcp ${typeof host === "string" ? host : "localhost"}:${to}`;
  return to.path ? `unix ${to.path}` : `tcp ${to.host ?? "localhost"}:${to.port}`;
});

const plain = (/** @type {unknown[]} */ parameters) =>
  parameters.filter((value) => typeof value === "string" || typeof value === "number").join(" ");
for (const name of ["send", "connect"]) watch(dgram.Socket.prototype, name, (...all) => `udp ${plain(all)}`);

for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(resolver).filter((key) =>
    /^(lookup|resolve|reverse)/.test(key),
  ))
    watch(resolver, name, (host) => `name ${host}`);
}

watch(childProcess.ChildProcess.prototype, "spawn", ({ file }) => `program ${file}`);
for (const name of ["spawnSync", "execFileSync", "execSync"])
  watch(childProcess, name, (file) => `program ${file}`);

syncBuiltinESMExports();
