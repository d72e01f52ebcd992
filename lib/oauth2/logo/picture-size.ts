/** How large a picture is once it is drawn: a few bytes may stand for more of a browser's memory than it has (threat P22). */

interface PictureSize {
  width: number;
  height: number;
}

/** The size that a picture's head says; undefined where it says none. @param type as its bytes are (raster.ts) */
export function readPictureSize(type: string, bytes: Uint8Array): PictureSize | undefined {
  const read = READERS[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return read?.(view);
  } catch (error) {
    // It ends before it has said so.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Read = (view: DataView) => PictureSize | undefined;

const READERS: Readonly<Record<string, Read>> = {
  "image/png": (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  "image/gif": readGif,
  "image/jpeg": readJpeg,
  "image/webp": readWebp,
};

const [GIF_EXTENSION, GIF_IMAGE] = [0x21, 0x2c];

/** Of the canvas or, where that is larger, of the first image on it, for which browsers enlarge it. */
function readGif(view: DataView): PictureSize | undefined {
  const flags = view.getUint8(10);
  let at = 13 + toTableLength(flags);
  while (view.getUint8(at) === GIF_EXTENSION) at = skipBlocks(view, at + 2);
  if (view.getUint8(at) !== GIF_IMAGE) return undefined;
  const toLarger = (canvas: number, offset: number, image: number) =>
    Math.max(
      view.getUint16(canvas, true),
      view.getUint16(at + offset, true) + view.getUint16(at + image, true),
    );
  return { width: toLarger(6, 1, 5), height: toLarger(8, 3, 7) };
}

/** Of a table of colours, in bytes. */
function toTableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}

function skipBlocks(view: DataView, from: number): number {
  let at = from;
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
  return at + 1;
}

/** Markers that begin a frame, but for tables and extensions among their numbers (ITU T.81, table B.1). */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readJpeg(view: DataView): PictureSize | undefined {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A byte to fill up is one of these without a number.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** By the kind of its first chunk (RFC 9649). */
function readWebp(view: DataView): PictureSize | undefined {
  const kind = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  const toThreeBytes = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_0000;
  switch (kind) {
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: toThreeBytes(24) + 1, height: toThreeBytes(27) + 1 };
    default:
      return undefined;
  }
}
