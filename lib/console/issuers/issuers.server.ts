/** The issuers whose signed assertions Hydra changes into access tokens (RFC 7523), as the console reads and changes them. */

import type { TrustOAuth2JwtGrantIssuer } from "@ory/client-fetch";
import type { Operator } from "../operator/operator";
import { type AdminList, callAdmin, listAdmin, withJsonBody } from "../ory/admin.server";
import { listThatFits } from "../ory/list-that-fits.server";

/** Issuers on one page. */
const PAGE_SIZE = 50;

/**
 * By parameters that Hydra's handler reads and the SDK does not know; a page that is not full is the last.
 * @throws OryError
 */
export function listIssuers(
  operator: Operator,
  issuer: string | undefined,
  pageToken?: string,
): Promise<AdminList<unknown>> {
  return listThatFits(PAGE_SIZE, async (rows) => {
    const paging = new URLSearchParams({
      page_size: String(rows),
      ...(pageToken && { page_token: pageToken }),
    });
    const { items, next } = await listAdmin(
      operator,
      "hydra",
      "listTrustedOAuth2JwtGrantIssuers",
      ({ oauth2 }, init) =>
        oauth2
          .withPreMiddleware(async ({ url, init: request }) => ({
            url: `${url}${url.includes("?") ? "&" : "?"}${paging}`,
            init: request,
          }))
          .listTrustedOAuth2JwtGrantIssuersRaw({ issuer }, init),
    );
    return { items, next: items.length < rows ? undefined : next };
  });
}

/** @param id checked by `requireUuid` @throws OryError 404 */
export function getIssuer(operator: Operator, id: string): Promise<unknown> {
  return callAdmin(operator, "hydra", "getTrustedOAuth2JwtGrantIssuer", ({ oauth2 }, init) =>
    oauth2.getTrustedOAuth2JwtGrantIssuerRaw({ id }, init),
  );
}

/** @throws OryError 409 where this issuer, subject and key are trusted already */
export function createIssuer(operator: Operator, trusted: TrustOAuth2JwtGrantIssuer): Promise<unknown> {
  return callAdmin(operator, "hydra", "trustOAuth2JwtGrantIssuer", ({ oauth2 }, init) =>
    oauth2.trustOAuth2JwtGrantIssuerRaw({ trustOAuth2JwtGrantIssuer: trusted }, withJsonBody(init, trusted)),
  );
}

/** Tokens that were given out for it go on. @throws OryError */
export async function deleteIssuer(operator: Operator, id: string): Promise<void> {
  await callAdmin(operator, "hydra", "deleteTrustedOAuth2JwtGrantIssuer", ({ oauth2 }, init) =>
    oauth2.deleteTrustedOAuth2JwtGrantIssuerRaw({ id }, init),
  );
}
