/** Counts messages that operators have sent to somebody, with those that anybody asks for (threat D4). */

import { getConfig } from "@/lib/config/config";
import { take, toKey, toSubject } from "@/lib/limits/limit-store";
import { toSubjectCounts } from "./recipient-limits";

/** All operators together are one network: who they are changes nothing for the mailbox. @throws HttpError 429 */
export async function limitOperatorSend(address: string): Promise<void> {
  const { sends, recipientSends } = getConfig().rateLimits;
  const subject = toSubject(address);
  if (!subject) return;
  const counts = toSubjectCounts("send", { narrow: sends, wide: recipientSends });
  await take({
    counts: [],
    subjects: [{ typed: [subject], whose: "typed", otherwise: [], ...counts }],
    network: toKey("operators"),
    devices: {},
  });
}
