/**
 * How an answer's body gets to the server: by the text that it was made of, as to read it back from the answer's stream takes
 * more work than to compress it; or as a stream, where it is too long to be held.
 */

const bodies = new WeakMap<Response, string>();
let hasReader = false;

/** Said by a server that sends every answer by {@link readWholeBody}: the text is then not made into a stream at all. */
export function expectWholeReader(): void {
  hasReader = true;
}

export function toWholeResponse(body: string, init: ResponseInit): Response {
  const response = new Response(hasReader ? null : body, init);
  bodies.set(response, body);
  return response;
}

/** The whole body, as text where it is known by that; undefined for an answer without one. */
export async function readWholeBody(response: Response): Promise<string | ArrayBuffer | undefined> {
  return bodies.get(response) ?? (response.body === null ? undefined : response.arrayBuffer());
}

const streamed = new WeakSet<Response>();

/** An answer that is sent as it is made: the server does not wait for its end. */
export function toStreamedResponse(body: ReadableStream<Uint8Array>, init: ResponseInit): Response {
  const response = new Response(body, init);
  streamed.add(response);
  return response;
}

export function isStreamed(response: Response): boolean {
  return streamed.has(response);
}

/** Thrown by the stream of an answer that ends too early, once its maker has said why: no fault of the server's. */
export class BrokenOff extends Error {}
