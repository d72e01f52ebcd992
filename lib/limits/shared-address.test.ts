/** Where both APIs share an address (Ory Network), the path tells the guarded one apart (threat P9). */

import { beforeAll, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const NETWORK = "https://slug.projects.oryapis.com";

let toTarget: typeof import("@/lib/web/target").toTarget;

beforeAll(async () => {
  setEnvironment({
    KRATOS_PUBLIC_URL: "",
    KRATOS_ADMIN_URL: "",
    HYDRA_ADMIN_URL: "",
    HYDRA_PUBLIC_URL: "",
    ORY_SDK_URL: NETWORK,
    ORY_PROJECT_API_TOKEN: "t",
  });
  ({ toTarget } = await import("@/lib/web/target"));
});

it.each([
  "/admin",
  "/admin/identities",
  "/Admin/oauth2/auth/requests/login",
  "//admin/identities",
  "/ADMIN?x=1",
])("P9: %s at a shared address is nowhere that a redirect may lead", (path) =>
  expect(toTarget(NETWORK + path)).toBeUndefined(),
);

it.each(["/oauth2/auth?x=1", "/administration", "/ui/admin", "/"])(
  "P9: %s at a shared address is public",
  (path) => expect(toTarget(NETWORK + path)?.href).toBe(NETWORK + path),
);
