import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DATA_LOGO_LIMIT, toDataLogo } from "./data-logo";
import { readPictureSize } from "./picture-size";
import { toRasterType } from "./raster";

const text = (latin1: string) => Buffer.from(latin1, "latin1");
const big = (value: number, length: number) =>
  Buffer.from(value.toString(16).padStart(length * 2, "0"), "hex");
const little = (value: number, length: number) => big(value, length).reverse();

/** What a picture of each kind begins with, up to its size. */
const HEADS: Record<string, (width: number, height: number) => Buffer> = {
  PNG: (width, height) =>
    Buffer.concat([text("\x89PNG\r\n\x1a\n"), big(13, 4), text("IHDR"), big(width, 4), big(height, 4)]),
  GIF: (width, height) =>
    Buffer.concat([
      text("GIF89a"),
      little(width, 2),
      little(height, 2),
      text("\x80\0\0"),
      Buffer.alloc(6),
      text("\x21\xff\x03abc\x02de\0"),
      text("\x2c\0\0\0\0\x01\0\x01\0\0"),
    ]),
  "GIF by its first image": (width, height) =>
    Buffer.concat([
      text("GIF87a\x01\0\x01\0\0\0\0\x2c\x01\0\0\0"),
      little(width - 1, 2),
      little(height, 2),
      text("\0"),
    ]),
  JPEG: (width, height) =>
    Buffer.concat([
      text("\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x03c"),
      text("\xff\xc2\0\x11\x08"),
      big(height, 2),
      big(width, 2),
    ]),
  "WebP, lossy": (width, height) =>
    Buffer.concat([
      text("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a"),
      little(width, 2),
      little(height, 2),
    ]),
  "WebP, lossless": (width, height) =>
    Buffer.concat([text("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f"), little(width - 1 + (height - 1) * 2 ** 14, 4)]),
  "WebP, extended": (width, height) =>
    Buffer.concat([
      text("RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0"),
      little(width - 1, 3),
      little(height - 1, 3),
    ]),
};

describe.each(Object.entries(HEADS))("P22: the head of a logo as %s", (_, make) => {
  it("says how large it is drawn", () => {
    const bytes = make(640, 480);
    expect(readPictureSize(toRasterType(bytes) ?? "", bytes)).toEqual({ width: 640, height: 480 });
  });

  it("is refused where it would take more of a browser's memory than a logo may", () => {
    expect(toRasterType(make(2000, 2000))).toBeDefined();
    expect(toRasterType(make(16_000, 16_000))).toBeUndefined();
    expect(toRasterType(make(2, 16_000))).toBeDefined();
  });

  it("is no picture where it ends before that", () => {
    const bytes = make(640, 480);
    for (let length = 0; length < bytes.length - 1; length += 1)
      expect(toRasterType(bytes.subarray(0, length)), `${length}`).toBeUndefined();
  });

  it("is read whatever follows", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(30), (bytes, at) => {
        const whole = Buffer.concat([make(9, 9).subarray(0, at), bytes]);
        expect(() => toRasterType(whole)).not.toThrow();
      }),
    );
  });
});

it("P22: a logo that a client holds itself is small once it is drawn, too", () => {
  const to = (bytes: Buffer) => toDataLogo(`data:image/png;base64,${bytes.toString("base64")}`);
  const png = HEADS.PNG ?? (() => Buffer.alloc(0));
  expect(to(png(64, 64))).toBeDefined();
  expect(png(8400, 8400).length).toBeLessThan(DATA_LOGO_LIMIT);
  expect(to(png(8400, 8400))).toBeUndefined();
});
