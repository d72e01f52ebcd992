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

it("P3: a page of rows of any size is read in as large a part as fits an answer", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (fitting) => {
      const read = await listThatFits(100, async (rows) => {
        if (rows > fitting) throw TOO_LARGE;
        return rows;
      });
      expect(read).toBeLessThanOrEqual(fitting);
      expect(read === 100 || 2 * read + 1 > fitting).toBe(true);
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
