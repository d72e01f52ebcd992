import { expect, it } from "vitest";
import { isLoopback } from "./loopback";

it.each(["localhost", "foyer.localhost", "127.0.0.1", "127.1.2.3", "[::1]"])("%s is this machine", (host) => {
  expect(isLoopback(host)).toBe(true);
});

it.each([
  "127.0.0.1.evil.example",
  "localhost.evil.example",
  "xlocalhost",
  ".localhost",
  "0.0.0.0",
  "10.0.0.1",
  "[::2]",
  "",
])("%j is not this machine", (host) => {
  expect(isLoopback(host)).toBe(false);
});
