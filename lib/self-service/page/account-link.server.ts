/** Keeps what a linking sign-in said when it began, for its later pages: Kratos says it once (threat F12). */

import { z } from "zod";
import { type AccountLink, findAccountLink, withAccountLink } from "@/lib/self-service/account-link";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import type { FlowKind } from "@/lib/self-service/view";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";

const cookie = sealedCookie({
  name: "link",
  // Kratos' default life of a login flow.
  ttlSeconds: 60 * 60,
  schema: z.object({ flow: z.string(), identifier: z.string().max(320), provider: z.string().max(200) }),
});

/** The flow as it says what it links, on each of its pages, and Set-Cookie lines that keep it. */
export async function keepAccountLink(
  request: Request,
  kind: FlowKind,
  flow: KratosFlow,
): Promise<{ flow: KratosFlow; setCookies: string[] }> {
  if (kind !== "login" || !flow.id) return { flow, setCookies: [] };
  const said = findAccountLink(flow);
  const kept = await cookie.read(request);
  const own = kept?.flow === flow.id ? kept : undefined;
  const isNew = said !== undefined && !own && isShort(said);
  return {
    flow: withAccountLink(flow, own),
    setCookies: isNew ? [await cookie.write({ flow: flow.id, ...said })] : [],
  };
}

/** Longer names are guessed again from the flow itself. */
function isShort({ identifier, provider }: AccountLink): boolean {
  return identifier.length <= 320 && provider.length <= 200;
}
