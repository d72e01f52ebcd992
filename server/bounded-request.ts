/** A request whose body does not come in crumbs (threat P16). */

import { IncomingMessage } from "node:http";
import { isInCrumbs } from "@/lib/crumbs";

/**
 * Node hands on each chunk of a body, and each packet, as a piece of its own and keeps those that wait to be read. A body of
 * one-byte chunks would fill memory with 250 bytes for each of them.
 */
export class BoundedRequest extends IncomingMessage {
  #pieces = 0;
  #bytes = 0;

  /** How much of the body has come so far. */
  get arrivedBytes(): number {
    return this.#bytes;
  }

  /** Once cut off it takes no end either: what came so far would pass for the whole. */
  override push(piece: Uint8Array | null, encoding?: BufferEncoding): boolean {
    this.#pieces += 1;
    this.#bytes += piece?.length ?? 0;
    if (!isInCrumbs(this.#pieces, this.#bytes)) return super.push(piece, encoding);
    this.#pieces = Number.POSITIVE_INFINITY;
    this.socket.destroy();
    return false;
  }
}
