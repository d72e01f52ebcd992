import { expect, it } from "vitest";
import { patchField, projectField } from "./project-fields";
import { toProject } from "./view";

it("a project without a slug is confirmed by its id, never by nothing", () => {
  expect(toProject({ id: "p1", slug: "shop" }).slug).toBe("shop");
  expect([toProject({ id: "p1" }).slug, toProject({ id: "p1", slug: "" }).slug]).toEqual(["p1", "p1"]);
});

it("takes no copy of what the page shows in place of secrets and of what is too long", () => {
  const toPatch = (value: unknown) => JSON.stringify([{ op: "replace", path: "/name", value }]);
  const toWhole = (name: string) =>
    JSON.stringify({ name, services: {}, cors_admin: {}, cors_public: {}, organizations: [] });
  expect(patchField.safeParse(toPatch("Shop")).success).toBe(true);
  expect(projectField.safeParse(toWhole("Shop")).success).toBe(true);
  for (const shown of [
    "[redacted]",
    "smtps://mail[redacted]mail.example",
    "base64…[left out: 12 more, 0a]",
  ]) {
    expect(patchField.safeParse(toPatch(shown)).success, shown).toBe(false);
    expect(projectField.safeParse(toWhole(shown)).success, shown).toBe(false);
  }
});
