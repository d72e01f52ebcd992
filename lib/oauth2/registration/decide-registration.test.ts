import { describe, expect, it } from "vitest";
import { ALICE, config, HYDRA, loginRequest, session } from "@/tests/unit/oauth2";
import { decideRegistration } from "./decide-registration";

const decide = (
  someSession: ReturnType<typeof session> | null,
  skip = false,
  prompt = "registration consent",
) =>
  decideRegistration({
    request: loginRequest({ prompt, login_hint: "new@example.org" }, { skip, subject: skip ? ALICE : "" }),
    session: someSession,
    config: config(),
    hydraPublicUrl: HYDRA,
  });

const prompt = (href: string) => new URL(href).searchParams.get("prompt");

describe("prompt=registration", () => {
  it("makes a new account, with the hint filled in", () => {
    expect(decide(null)).toEqual({ kind: "register", loginHint: "new@example.org" });
  });

  it("makes Hydra forget whom it remembers first: it would refuse the new subject", () => {
    const decision = decide(null, true);
    expect(decision.kind === "restart" && prompt(decision.href)).toBe("registration login consent");
  });

  it("shows no page beside prompt=none, whoever is signed in", () => {
    for (const someone of [null, session()])
      expect(decide(someone, true, "registration none")).toEqual({ kind: "sign-in" });
  });

  it("makes no account for acr_values that nothing here can prove", () => {
    const request = loginRequest({ prompt: "registration", acr_values: "gold" });
    for (const someone of [null, session()])
      expect(
        decideRegistration({ request, session: someone, config: config(), hydraPublicUrl: HYDRA }),
      ).toEqual({ kind: "sign-in" });
  });

  it("asks a signed-in person whether they want another account", () => {
    const decision = decide(session());
    expect(decision).toMatchObject({ kind: "choose-account", person: { label: "Alice Liddell" } });
    if (decision.kind !== "choose-account") return;
    expect(prompt(decision.continueHref)).toBe("consent");
  });
});
