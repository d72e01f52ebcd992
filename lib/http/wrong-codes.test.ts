import { expect, it } from "vitest";
import { HttpError } from "./http-error";
import { countWrongCode, requireFewWrongCodes, WRONG_CODE_LIMIT } from "./wrong-codes";

it("O17: the tenth wrong code is the last one for a quarter of an hour, for that address alone", () => {
  for (let wrong = 0; wrong < WRONG_CODE_LIMIT; wrong++) {
    expect(() => requireFewWrongCodes("192.0.2.1", 1000)).not.toThrow();
    countWrongCode("192.0.2.1", 1000);
  }
  expect(() => requireFewWrongCodes("192.0.2.1", 2000)).toThrow(HttpError);
  expect(() => requireFewWrongCodes("192.0.2.2", 2000)).not.toThrow();
  expect(() => requireFewWrongCodes("192.0.2.1", 1000 + 15 * 60 * 1000)).not.toThrow();
});
