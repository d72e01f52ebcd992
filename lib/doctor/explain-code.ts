/** Says of a system's code what the code leaves out: where Node finds an authority of one's own. */

const UNKNOWN_AUTHORITY: ReadonlySet<string> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

export function explainCode(code: string): string {
  return UNKNOWN_AUTHORITY.has(code)
    ? `${code}: its certificate is of no authority that Node knows; NODE_EXTRA_CA_CERTS names the PEM file of one`
    : code;
}
