// @ts-check
// Recipients that the mail server refuses, each in another way: what a failed mail looks like can be tried.

/** Local part of the address → the server's answer (RFC 5321 §4.2, RFC 3463). */
const REFUSALS = new Map([
  ["no-such-mailbox", { code: 550, text: "5.1.1 No such mailbox here" }],
  ["blocked-by-policy", { code: 550, text: "5.7.1 Refused by policy: SPF of the sender's domain failed" }],
  ["put-off", { code: 451, text: "4.7.1 Greylisted, try again later" }],
]);

/** @param {string} address @returns {Error | undefined} as the SMTP server takes it */
export function findRefusal(address) {
  const refusal = REFUSALS.get(address.split("@", 1)[0] ?? "");
  return refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code });
}
