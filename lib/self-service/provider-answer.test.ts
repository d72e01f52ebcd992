import { expect, it } from "vitest";
import { findAnsweringProvider, isProviderAnswer } from "./provider-answer";

const OIDC = "/self-service/methods/oidc";
const ORGANIZATION = `${OIDC}/organization/b8d61a4e-5ef0-4a4c-a2a1-0f6a2b1c9d3e`;

it.each([
  [`${OIDC}/callback`, undefined],
  [`${OIDC}/callback/acme`, "acme"],
  [`${ORGANIZATION}/callback/acme`, "acme"],
  [`/auth${ORGANIZATION}/callback/acme`, "acme"],
])("%s is where a provider answers", (path, provider) => {
  expect(isProviderAnswer(path)).toBe(true);
  expect(findAnsweringProvider(path)).toBe(provider);
});

it.each([
  `${OIDC}/callbacks`,
  `${OIDC}/callback/acme/more`,
  `${OIDC}/organization/callback/acme`,
  `${OIDC}/organization/acme/callback/acme`,
  `${ORGANIZATION}/acme`,
  "/self-service/login",
])("%s is not", (path) => {
  expect(isProviderAnswer(path)).toBe(false);
});
