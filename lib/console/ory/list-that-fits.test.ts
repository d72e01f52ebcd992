import fc from "fast-check";
import { expect, it } from "vitest";
import { OryError } from "@/lib/ory/error";
import { listThatFits } from "./list-that-fits.server";

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
