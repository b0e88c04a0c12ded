/**
 * Why no connection was made, if trying again does not help: a certificate is not accepted, or a proxy refuses. `null` for every other
 * failure.
 */
export function connectionProblem(error: unknown): { readonly advice: string } | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const advice = ADVICE['code' in at ? String(at.code) : ''] ?? PROXY[refusalOf(at.message)];
    if (advice !== undefined) return { advice };
  }
  return null;
}

/** undici gives the proxy's answer only as text. */
function refusalOf(message: string): string {
  return /^Proxy response \((\d{3})\)/.exec(message)?.[1] ?? (message.includes('(407)') ? '407' : '');
}

const PROXY: Readonly<Record<string, string>> = {
  407: 'the proxy wants to know who asks (407); write HTTPS_PROXY=http://name:password@host:port',
  403: 'the proxy does not allow this host (403); ask the people who run it, or name the host in NO_PROXY',
};

const OWN_CA =
  "its certificate comes from a CA that is not known here. If it is your company's own, write network: { ca: company-ca.pem } in seatkeeper.yaml, or set NODE_EXTRA_CA_CERTS to that file";

const ADVICE: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${OWN_CA}. If it is a public one, the server sends its certificate without the ones in between`,
  UNABLE_TO_GET_ISSUER_CERT: OWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OWN_CA,
  SELF_SIGNED_CERT_IN_CHAIN: OWN_CA,
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself. If you trust it, write network: { ca: that-certificate.pem } in seatkeeper.yaml, or set NODE_EXTRA_CA_CERTS to it',
  CERT_HAS_EXPIRED: 'its certificate has expired; the people who run the server must renew it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; check the clock of this machine and of the server',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name; write the name in the certificate into the base URL',
};
