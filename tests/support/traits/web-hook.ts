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
}

/** @see https://www.ory.com/docs/guides/integrate-with-ory-cloud-through-webhooks#flow-interrupting-webhooks */
export async function startWebHook(): Promise<WebHook> {
  let messages: HookMessage[] = [];
  const server = createServer((_request, response) => {
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
  };
}
