import { BASE_PATH, type BaseAPI } from "@ory/client-fetch";
import { expect, it } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

/** Where an API of the SDK asks. */
const readBasePath = (api: BaseAPI) =>
  (api as unknown as { configuration: { basePath: string } }).configuration.basePath;

async function getAdminClients(): Promise<Readonly<Record<string, BaseAPI>>> {
  const { callAdmin } = await import("./admin.server");
  let found = {};
  await callAdmin(OPERATOR, "hydra", "x", async (clients) => {
    found = clients;
    return { raw: new Response("{}") };
  }).catch(() => undefined);
  return found;
}

it.each<Record<string, string>>([
  {},
  { HYDRA_PUBLIC_URL: "" },
  { HYDRA_PUBLIC_URL: "", HYDRA_ADMIN_URL: "" },
])("C19: no server that nobody configured is asked, with %j", async (changes) => {
  setConsoleEnvironment({
    CONSOLE_OIDC_ISSUER: "https://oauth.example/",
    CONSOLE_OIDC_ACR_VALUES: "any",
    ...changes,
  });
  const { getClients } = await import("@/lib/ory/sdk");
  const apis = [...Object.values(await getAdminClients()), ...Object.values(getClients())] as BaseAPI[];
  expect(apis).toHaveLength(12);
  for (const api of apis) expect(readBasePath(api)).not.toBe(BASE_PATH);
  const { createProject } = await import("../network/network.server");
  await expect(createProject(OPERATOR, { name: "x" } as never)).rejects.toMatchObject({
    kind: "unreachable",
  });
});
