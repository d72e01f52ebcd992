/** Finds identity schemas that name no passkey, where passkeys are on: a sign-in shows the one, Kratos' list of schemas the other. */

import type { Config } from "@/lib/config/config";
import { read, readPath, toRecord } from "@/lib/json";
import { type Answer, isSilent, type Silence } from "./ask";
import type { Finding } from "./finding";
import { askSchemas, refersElsewhere } from "./identity-schemas";

/** What puts it right: passkeys are called by what the trait holds, and found at a registration by its title. */
export const NAME_PASSKEYS = "mark one trait, which has a title, with credentials.passkey.display_name: true";

/** @param flow the answer to a request for a sign-in as JSON */
export async function checkPasskeys(
  config: Pick<Config, "kratos">,
  flow: Answer | Silence,
): Promise<Finding[]> {
  if (isSilent(flow) || !offersPasskeys(flow.json)) return [];
  const schemas = await askSchemas(config);
  return schemas.flatMap(({ id, schema }) =>
    marksName(schema) || refersElsewhere(schema) ? [] : [toFinding(id)],
  );
}

function offersPasskeys(flow: unknown): boolean {
  const nodes = readPath(flow, "ui", "nodes");
  return Array.isArray(nodes) && nodes.some((node) => read(node, "group") === "passkey");
}

/** @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/passkey/passkey_schema_extension.go */
function marksName(schema: unknown): boolean {
  if (typeof schema !== "object" || schema === null) return false;
  const credentials = toRecord(readPath(schema, "ory.sh/kratos", "credentials"));
  return (
    readPath(credentials, "passkey", "display_name") === true ||
    readPath(credentials, "webauthn", "identifier") === true ||
    Object.values(schema).some(marksName)
  );
}

function toFinding(id: string): Finding {
  return {
    severity: "warning",
    setting: `identity schema ${id}`,
    found:
      'Passkeys are on, and it marks no trait that names them: nobody can add one, and all settings begin with Kratos\' "Could not find any login identifiers".',
    change: `identity schema ${id}: ${NAME_PASSKEYS}`,
  };
}
