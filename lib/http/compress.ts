/** Compresses an answer for the browser that asked: Next compresses files, but not what route handlers answer. */

import { constants, gzipSync } from "node:zlib";

/** Below this a compressed answer is not smaller by as much as a packet, in bytes. */
const MINIMUM_BYTES = 860;

const COMPRESSIBLE = /^(?:text\/|application\/json)/;

/** The same answer, compressed where the client takes gzip and it is worth it. Bodies here are small: done at once. */
export async function compress(request: Request, response: Response): Promise<Response> {
  const { headers, status } = response;
  if (
    !response.body ||
    headers.has("content-encoding") ||
    !COMPRESSIBLE.test(headers.get("content-type") ?? "")
  ) {
    return response;
  }
  headers.append("vary", "accept-encoding");
  if (!acceptsGzip(request.headers.get("accept-encoding"))) return response;
  const plain = new Uint8Array(await response.arrayBuffer());
  if (plain.length < MINIMUM_BYTES) return new Response(plain, { status, headers });
  headers.set("content-encoding", "gzip");
  headers.delete("content-length");
  return new Response(gzipSync(plain, { level: constants.Z_DEFAULT_COMPRESSION }), { status, headers });
}

/** RFC 9110 §12.5.3: named, or covered by `*`, with a weight above zero. */
function acceptsGzip(header: string | null): boolean {
  const weights = new Map(
    (header ?? "").split(",").map((entry) => {
      const [coding = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      return [coding, weight === undefined ? 1 : Number(weight.slice(2))] as const;
    }),
  );
  return (weights.get("gzip") ?? weights.get("*") ?? 0) > 0;
}
