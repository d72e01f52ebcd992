/** Keeps the text that an answer was made of: to read it back from the answer's stream takes more work than to compress it. */

const bodies = new WeakMap<Response, string>();

export function toWholeResponse(body: string, init: ResponseInit): Response {
  const response = new Response(body, init);
  bodies.set(response, body);
  return response;
}

/** The whole body, as text where it is known by that. */
export function readWholeBody(response: Response): string | Promise<ArrayBuffer> {
  return bodies.get(response) ?? response.arrayBuffer();
}
