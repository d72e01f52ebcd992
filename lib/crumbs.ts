/** Tells a body that comes in crumbs: each piece takes a hundred times what a byte of it does (threat P16). */

/** Pieces that any body may come in, however small they are. */
const PIECE_LIMIT = 1000;

/** Beyond these a piece holds as much on average, in bytes: what one packet or one write has, it far exceeds. */
const PIECE_BYTES = 64;

export function isInCrumbs(pieces: number, bytes: number): boolean {
  return pieces > PIECE_LIMIT + bytes / PIECE_BYTES;
}
