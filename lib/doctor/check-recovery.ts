/** Finds addresses for recovery that whoever sits at a signed-in browser may change without the account's credentials (threat A2). */

import type { Config } from "@/lib/config/config";
import { isRecord, readPath } from "@/lib/json";
import { isIdentifier } from "@/lib/self-service/schema/trait";
import { ask, isSilent } from "./ask";
import { type Finding, KRATOS_FILE } from "./finding";
import { askSchemas } from "./identity-schemas";
import { isOlder, toVersion, type Version } from "./known-versions";

/** The first that asks for credentials again before a recovery address changes, whatever else the address is for. */
const ASKS_AGAIN: Version = [26, 2, 19];

/**
 * None at Ory Network, which runs the newest and tells no version.
 *
 * Before a change Kratos v1.3 compares what people sign in with and the addresses that it verifies, and nothing else
 * (`requiresPrivilegedAccess` in its identity manager).
 */
export async function checkRecovery(config: Pick<Config, "kratos" | "apiToken">): Promise<Finding[]> {
  const { kratos, apiToken } = config;
  if (apiToken) return [];
  const [schemas, version] = await Promise.all([
    askSchemas(config),
    kratos.adminUrl === undefined ? undefined : ask(`${kratos.adminUrl}/admin/version`),
  ]);
  const named = version && !isSilent(version) ? readPath(version.json, "version") : undefined;
  const known = typeof named === "string" ? toVersion(named) : undefined;
  if (known && !isOlder(known, ASKS_AGAIN)) return [];
  return schemas.flatMap(({ id, schema }) => {
    const names = [...new Set(findUnguarded(schema))];
    return names.length > 0 ? [toFinding(id, names)] : [];
  });
}

function toFinding(schema: string, names: string[]): Finding {
  return {
    severity: "warning",
    setting: "identity.schemas",
    found: `In the identity schema ${schema} people recover their account by ${names.join(", ")}, which Kratos neither verifies nor takes as a name to sign in with: before v26.2.19 whoever finds a signed-in browser may change it, and so get the account, without its password.`,
    change: `the schema in ${KRATOS_FILE}: beside "recovery": "verification": { "via": "email" }; or upgrade Kratos`,
  };
}

/** Names of such traits, wherever in the document they are described. @param name whose schema it is */
function findUnguarded(schema: unknown, name = "", depth = 0): string[] {
  if (depth > DEPTH_LIMIT || typeof schema !== "object" || schema === null) return [];
  const members = Object.entries(schema);
  const within = members.flatMap(([key, member]) =>
    findUnguarded(member, SAME.has(key) || Array.isArray(schema) ? name : key, depth + 1),
  );
  const extension = isRecord(schema) ? schema["ory.sh/kratos"] : undefined;
  return isUnguarded(extension) ? [name, ...within] : within;
}

/** Deeper nesting than any identity schema has. */
const DEPTH_LIMIT = 40;

/** Keywords whose schemas are about the same value, or about an item of it. */
const SAME = new Set(["items", "allOf", "anyOf", "oneOf", "if", "then", "else"]);

function isUnguarded(extension: unknown): boolean {
  const isVia = (use: string) => typeof readPath(extension, use, "via") === "string";
  return isVia("recovery") && !isVia("verification") && !isIdentifier(extension);
}
