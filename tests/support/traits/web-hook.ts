/** A server that Kratos asks before it makes an account; each test says what it answers. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One message of a web hook's refusal, as Kratos reads it. */
interface HookMessage {
  /** JSON pointer into the identity, `#/traits/emails/0`. */
  pointer: string;
  id: number;
  text: string;
}

export interface WebHook {
  url: string;
  /** From now on registrations are refused with these; without any, they pass. */
  refuse: (...messages: HookMessage[]) => void;
  /** No answer from now on until `release`; `asked` starts again. */
  hold: () => void;
  release: () => void;
  /** How often it was asked since it holds. */
  readonly asked: number;
  /** How long the one that is held longest has waited, in milliseconds; 0 while none is. */
  readonly heldMs: number;
}

/** @see https://www.ory.com/docs/guides/integrate-with-ory-cloud-through-webhooks#flow-interrupting-webhooks */
export async function startWebHook(): Promise<WebHook> {
  let messages: HookMessage[] = [];
  let isHolding = false;
  let waiting: (() => void)[] = [];
  let asked: number[] = [];
  const server = createServer(async (_request, response) => {
    asked.push(performance.now());
    if (isHolding) await new Promise<void>((resolve) => waiting.push(resolve));
    const body = {
      messages: messages.map(({ pointer, id, text }) => ({
        instance_ptr: pointer,
        messages: [{ id, text, type: "error", context: {} }],
      })),
    };
    response.writeHead(messages.length > 0 ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(messages.length > 0 ? body : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    refuse: (...given) => {
      messages = given;
    },
    hold: () => {
      isHolding = true;
      asked = [];
    },
    release: () => {
      isHolding = false;
      for (const answer of waiting) answer();
      waiting = [];
    },
    get asked() {
      return asked.length;
    },
    get heldMs() {
      return waiting.length > 0 && asked[0] !== undefined ? performance.now() - asked[0] : 0;
    },
  };
}
