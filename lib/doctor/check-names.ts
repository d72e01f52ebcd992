/** Finds what settings name at Hydra and Kratos and nobody has there: an app's misspelt id, a trait of no identity schema. */

import type { Config } from "@/lib/config/config";
import { isRecord } from "@/lib/json";
import { toTokens } from "@/lib/json-pointer";
import { toOwnSources } from "@/lib/oauth2/claims/claims-config";
import { readTraitAt } from "@/lib/self-service/schema/trait";
import { askAdmin, askEach, isSilent } from "./ask";
import type { Finding } from "./finding";
import { askSchemas, refersElsewhere } from "./identity-schemas";

type Known = Pick<Config, "hydra" | "kratos" | "apiToken" | "oauth2" | "brands" | "localeTrait">;

export async function checkNames(config: Known): Promise<Finding[]> {
  const findings = await Promise.all([checkClients(config), checkTraits(config)]);
  return findings.flat();
}

async function checkClients({ hydra, apiToken, oauth2, brands }: Known): Promise<Finding[]> {
  if (!hydra) return [];
  const named = [
    ...oauth2.trustedClientIds.map((id) => ({ id, toFinding: toUntrusted })),
    ...[brands.byDefault, ...brands.others].flatMap((brand) =>
      brand.audience.clients.map((id) => ({ id, toFinding: () => toUnbranded(id, brand.id) })),
    ),
  ];
  return askEach(named, async ({ id, toFinding }) => {
    const address = `${hydra.adminUrl}/admin/clients/${encodeURIComponent(id)}`;
    const answer = await askAdmin(address, { apiToken });
    // A 404 of Hydra's own, and not of whatever else may answer there.
    const isUnknown = !isSilent(answer) && answer.status === 404 && isRecord(answer.json);
    return { answer, findings: isUnknown ? [toFinding(id)] : [] };
  });
}

function toUntrusted(id: string): Finding {
  return {
    severity: "warning",
    setting: "TRUSTED_CLIENT_IDS",
    found: `It names ${id}, and Hydra has no client with that id: people are asked for consent by the app that is meant.`,
    change: "environment: TRUSTED_CLIENT_IDS=<ids of clients, as `hydra list clients` shows them>",
  };
}

function toUnbranded(id: string, brand: string): Finding {
  return {
    severity: "warning",
    setting: "FOYER_BRAND",
    found: `The brand ${brand} is for the app ${id}, and Hydra has no client with that id.`,
    change: `brand.json of ${brand}: for.clients: ids of clients, as \`hydra list clients\` shows them`,
  };
}

async function checkTraits(config: Known): Promise<Finding[]> {
  const named = toNamedTraits(config);
  if (named.length === 0) return [];
  const schemas = await askSchemas(config);
  if (schemas.length === 0) return [];
  return named.flatMap(({ pointers, finding }) =>
    pointers.some((pointer) => schemas.some(({ schema }) => mayHold(schema, toTokens(pointer))))
      ? []
      : [finding],
  );
}

/** What is read from an identity's traits by an operator's own words: of several pointers the first with a value counts. */
function toNamedTraits({ localeTrait, oauth2 }: Known): { pointers: string[]; finding: Finding }[] {
  const severity = "warning";
  const nowhere = "and no identity schema of Kratos has that trait";
  const change = "/traits/<a trait of the identity schema>";
  const locale = {
    pointers: localeTrait ? [localeTrait] : [],
    finding: {
      severity,
      setting: "FOYER_LOCALE_TRAIT",
      found: `It is ${localeTrait}, ${nowhere}: nobody's pages are in the language of their account.`,
      change: `environment: FOYER_LOCALE_TRAIT=${change}`,
    },
  } as const;
  const fromFile = [
    ...toEntries("claims.sources", toOwnSources(oauth2.claims)),
    ...toEntries("context", oauth2.context),
  ].map(({ name, pointers }) => ({
    pointers,
    finding: {
      severity,
      setting: "FOYER_OAUTH2_CONFIG",
      found: `${name} is ${pointers.join(", ")}, ${nowhere}: it never has a value.`,
      change: `the file of FOYER_OAUTH2_CONFIG: ${name}: ${change}`,
    } as const,
  }));
  return [locale, ...fromFile].filter(
    ({ pointers }) => pointers.length > 0 && pointers.every((pointer) => pointer.startsWith("/traits/")),
  );
}

function toEntries(part: string, sources: Readonly<Record<string, string[]>>) {
  return Object.entries(sources).map(([name, pointers]) => ({ name: `${part}.${name}`, pointers }));
}

/** Where a schema takes more traits than it names: by a pattern, beside another trait, or any others at all. */
const UNTOLD = /"(?:patternProperties|dependencies|dependentSchemas)":|"additionalProperties":(?!false)/;

/** Also where it cannot be told; so it is of an object or list whose members are not named. */
function mayHold(schema: unknown, path: readonly string[]): boolean {
  if (!isRecord(schema) || refersElsewhere(schema) || UNTOLD.test(JSON.stringify(schema))) return true;
  const lengths = path.map((_segment, index) => index + 1);
  const missing = lengths.find((length) => !readTraitAt(schema, path.slice(0, length)));
  if (missing === undefined) return true;
  const parent = readTraitAt(schema, path.slice(0, missing - 1));
  return parent?.members.length === 0 && [undefined, "object", "array"].includes(parent.type);
}
