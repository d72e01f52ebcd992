import { expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment, toRequest } from "@/tests/unit/console";

const PARAMS = { params: Promise.resolve({ id: "app" }) };

it("C19: pages of what Hydra answers in public are not there without its address", async () => {
  setConsoleEnvironment({
    CONSOLE_OIDC_ISSUER: "https://oauth.example/",
    CONSOLE_OIDC_ACR_VALUES: "any",
    HYDRA_PUBLIC_URL: "",
  });
  vi.doMock("@/lib/console/request/answer-console.server", () => ({
    answerOperator: async (_: string, __: string, ___: Request, run: (page: unknown) => Promise<Response>) =>
      run({ operator: OPERATOR }),
  }));
  const missing = expect.objectContaining({
    status: 404,
    view: expect.objectContaining({ text: expect.stringContaining("HYDRA_PUBLIC_URL") }),
  });
  const registration = await import("./registration/route");
  const trying = await import("./clients/[id]/try/route");
  const request = toRequest("/console/registration");
  for (const answer of [registration.GET, registration.POST])
    await expect(answer(request)).rejects.toEqual(missing);
  for (const answer of [trying.GET, trying.POST])
    await expect(answer(request, PARAMS)).rejects.toEqual(missing);
  const { toPlaces } = await import("@/lib/console/navigation");
  const paths = toPlaces("admin", { hydra: true, publicHydra: false, network: false }).map(
    ({ path }) => path,
  );
  expect(paths).toContain("/clients");
  expect(paths).not.toContain("/registration");
});
