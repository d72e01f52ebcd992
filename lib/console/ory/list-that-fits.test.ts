import fc from "fast-check";
import { expect, it } from "vitest";
import { OryError } from "@/lib/ory/error";
import { listByIdsThatFit, listThatFits } from "./list-that-fits.server";

const TOO_LARGE = new OryError({
  upstream: "kratos",
  operation: "listIdentities",
  kind: "malformed",
  cause: Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" }),
});

it("D1: a page of rows of any size is read in as large a part as fits an answer", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (fitting) => {
      const read = await listThatFits(100, async (rows) => {
        if (rows > fitting) throw TOO_LARGE;
        return rows;
      });
      expect(read).toBeLessThanOrEqual(fitting);
      expect(100 % read).toBe(0);
      const parts = [100, 50, 25, 5, 1];
      expect(read).toBe(parts.find((part) => part <= fitting));
    }),
  );
});

it("one row that is larger than an answer, and any other failure, is told of", async () => {
  const asked: number[] = [];
  const fail = (error: Error) =>
    listThatFits(4, async (rows) => {
      asked.push(rows);
      throw error;
    });
  await expect(fail(TOO_LARGE)).rejects.toBe(TOO_LARGE);
  await expect(fail(new Error("away"))).rejects.toThrow("away");
  expect(asked).toEqual([4, 2, 1, 4]);
});

it("D1: a list whose tokens count rows has each of them once, however large they are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 200 }), async (sizes) => {
      const list = async (rows: number, token: number) => {
        const offset = Math.floor(token / rows) * rows;
        const items = sizes
          .slice(offset, offset + rows)
          .map((size, index) => ({ size, row: offset + index }));
        if (items.reduce((sum, { size }) => sum + size, 0) > 100) throw TOO_LARGE;
        return { items, next: offset + rows < sizes.length ? offset + rows : undefined };
      };
      const seen: number[] = [];
      let token: number | undefined = 0;
      while (token !== undefined) {
        const from: number = token;
        const page = await listThatFits(50, (rows) => list(rows, from));
        seen.push(...page.items.map(({ row }) => row));
        token = page.next;
      }
      expect(seen).toEqual(sizes.map((_, index) => index));
    }),
  );
});

it.each([[[0]], [[7]], [[24, 25, 26]], [[0, 1, 50, 98]]])(
  "D1: an account larger than any answer is listed by its id, and hides no other: %j",
  async (giants) => {
    const toId = (row: number) => `0195e8f2-0000-7000-8000-${String(row).padStart(12, "0")}`;
    const list = async (from: number, rows: number) => {
      const page = Array.from({ length: Math.min(rows, 100 - from) }, (_, index) => from + index);
      const last = page.at(-1) ?? 0;
      const link = last < 99 ? `</admin/identities?page_token=${toId(last)}>; rel="next"` : "";
      if (page.some((row) => giants.includes(row)))
        throw new OryError({ ...TOO_LARGE, kind: "malformed", operation: "x", cause: TOO_LARGE.cause, link });
      return { items: page.map((row) => ({ id: toId(row), row })), next: last < 99 ? toId(last) : undefined };
    };
    const seen: unknown[] = [];
    let token: string | undefined;
    do {
      const from = token === undefined ? 0 : Number(token.slice(-12)) + 1;
      const { items, next } = await listByIdsThatFit(50, (rows) => list(from, rows));
      seen.push(...items);
      token = next;
    } while (token !== undefined);
    expect(seen).toEqual(
      Array.from({ length: 100 }, (_, row) => ({ id: toId(row), ...(!giants.includes(row) && { row }) })),
    );
  },
);
