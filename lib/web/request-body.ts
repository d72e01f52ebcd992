/**
 * How a request's body gets to whoever reads it: piece by piece from the server that receives it, as to make a `Request`'s
 * stream of it takes more work than the rest of the `Request` (ADR 20); or by that stream, where the request came with one.
 */

/** The next piece of a body. @throws whatever ended it before its end */
export type ReadPiece = () => Promise<IteratorResult<Uint8Array, unknown>>;

const servers = new WeakMap<Request, ReadPiece>();

/** Said by a server of a request that it made without a body. */
export function expectBody(request: Request, readPiece: ReadPiece): void {
  servers.set(request, readPiece);
}

export function toPieceReader(request: Request): ReadPiece {
  const own = servers.get(request);
  if (own) return own;
  const reader = request.body?.getReader();
  return async () => (await reader?.read()) ?? { done: true, value: undefined };
}
