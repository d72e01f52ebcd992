import { beforeEach, expect, it } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

const PATH = "/console/clients/shop";
const BACK = { href: PATH, label: "Back to the form", isBack: true };

beforeEach(() =>
  setConsoleEnvironment({ CONSOLE_OIDC_ISSUER: "https://login.example", CONSOLE_OIDC_ACR_VALUES: "aal2" }),
);

/** Where the page of a form leads that was sent and met this. */
async function readLinks(make: (problem: typeof import("../problem")) => unknown, method = "POST") {
  const { toProblemView } = await import("./to-problem-view.server");
  const error = make(await import("../problem"));
  const request = toRequest(PATH, { method, ...(method === "POST" && { body: "x=y" }) });
  return toProblemView(request, error).view.links;
}

it("leads back to a form of which nothing came, as it was filled in, and to no other", async () => {
  const { OryError } = await import("@/lib/ory/error");
  const away = () => new OryError({ upstream: "hydra", operation: "x", kind: "unreachable" });
  expect(await readLinks(away)).toContainEqual(BACK);
  expect(await readLinks(away, "GET")).not.toContainEqual(BACK);
  const view = { title: "x", text: "y" };
  expect(await readLinks(({ ConsoleProblem }) => new ConsoleProblem(503, view))).toContainEqual(BACK);
  expect(await readLinks(({ ConsoleProblem }) => new ConsoleProblem(502, view))).not.toContainEqual(BACK);
  const links = [{ path: "/step-up?act=x", label: "Carry on with it" }];
  expect(
    await readLinks(({ ConsoleProblem }) => new ConsoleProblem(503, { ...view, links })),
  ).not.toContainEqual(BACK);
  expect(await readLinks(() => new TypeError("x"))).not.toContainEqual(BACK);
});
