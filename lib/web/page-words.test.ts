import { beforeAll, expect, it, vi } from "vitest";
import { LANGUAGES } from "@/lib/i18n/languages";
import { getLogger } from "@/lib/observe/log";
import { setEnvironment } from "@/tests/unit/environment";
import { loadWords } from "./page-words";

beforeAll(() => {
  setEnvironment();
});

it("a language whose file cannot be read is spoken in English, and tried again", async () => {
  const arabic = LANGUAGES.ar;
  if (!arabic) throw new Error("Arabic does not ship");
  const texts = {};
  const load = vi
    .spyOn(arabic, "load")
    .mockRejectedValueOnce(Object.assign(new Error(), { code: "ERR_MODULE_NOT_FOUND" }));
  const logged = vi.spyOn(getLogger(), "error").mockImplementation(() => undefined);
  vi.useFakeTimers();
  for (const _page of [1, 2]) {
    const { t, ...words } = await loadWords("ar", texts);
    expect(words).toEqual({ locale: "en", dir: "ltr" });
    expect(t("problem.home")).toBe("Go to your account");
  }
  expect(load).toHaveBeenCalledTimes(1);
  expect(logged.mock.calls).toEqual([
    [{ event: "language-unread", locale: "ar", cause: "ERR_MODULE_NOT_FOUND" }],
  ]);
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  expect(await loadWords("ar", texts)).toMatchObject({ locale: "ar", dir: "rtl" });
});
