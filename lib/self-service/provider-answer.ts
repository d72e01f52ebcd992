/**
 * Where Kratos has identity providers answer: at one address for all of them, at one for each, or below the organization whose
 * provider it is (`organization_id` in its configuration, which Ory's enterprise licence serves).
 */
const ADDRESS =
  /\/self-service\/methods\/oidc\/(?:organization\/[0-9A-Fa-f-]{36}\/)?callback(?:\/([\w.~-]{1,128}))?$/;

/** @param pathname with or without the path that Foyer lies below */
export function isProviderAnswer(pathname: string): boolean {
  return ADDRESS.test(pathname);
}

/** The id of the provider that such an address names. */
export function findAnsweringProvider(pathname: string): string | undefined {
  return ADDRESS.exec(pathname)?.[1];
}
