import { expect, it } from "vitest";
import { toProject } from "./view";

it("a project without a slug is confirmed by its id, never by nothing", () => {
  expect(toProject({ id: "p1", slug: "shop" }).slug).toBe("shop");
  expect([toProject({ id: "p1" }).slug, toProject({ id: "p1", slug: "" }).slug]).toEqual(["p1", "p1"]);
});
