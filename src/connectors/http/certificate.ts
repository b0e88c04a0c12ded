/** Why a server's certificate was not accepted: trying again does not help. `null` for every other failure. */
export function certificateProblem(error: unknown): { readonly advice: string } | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    const advice = ADVICE[code];
    if (advice !== undefined) return { advice };
  }
  return null;
}

const OWN_CA =
  "its certificate comes from a CA that is not known here. If it is your company's own, write network: { ca: company-ca.pem } in seatkeeper.yaml, or set NODE_EXTRA_CA_CERTS to that file";

const ADVICE: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${OWN_CA}. If it is a public one, the server sends its certificate without the ones in between`,
  UNABLE_TO_GET_ISSUER_CERT: OWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OWN_CA,
  SELF_SIGNED_CERT_IN_CHAIN: OWN_CA,
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself. If you trust it, write network: { ca: that-certificate.pem } in seatkeeper.yaml, or set NODE_EXTRA_CA_CERTS to it',
  CERT_HAS_EXPIRED: 'its certificate has expired; whoever runs the server must renew it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; check the clock of this machine and of the server',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name; write the name in the certificate into the base URL',
};
