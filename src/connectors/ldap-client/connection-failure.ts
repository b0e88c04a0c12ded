import { ConnectorError } from '../base/errors.ts';
import { BlockedRequest } from '../network/blocked-request.ts';

export interface Reached {
  readonly app: string;
  /** The server, as errors name it: `ldaps://dc1.corp.example`. */
  readonly where: string;
  /** Whether TLS was spoken from the start. */
  readonly secure: boolean;
}

const OWN_CA =
  'its certificate comes from a CA that is not known here. If it is your own, save its certificate as a file (PEM) and write ca: that-file.pem beside url';

const CERTIFICATES: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: OWN_CA,
  UNABLE_TO_GET_ISSUER_CERT: OWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OWN_CA,
  SELF_SIGNED_CERT_IN_CHAIN: OWN_CA,
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself. If you trust it, save it as a file (PEM) and write ca: that-file.pem beside url',
  CERT_SIGNATURE_FAILURE:
    'its certificate was not signed by the CA in ca:; write the file of the CA that signed it',
  CERT_HAS_EXPIRED: 'its certificate has expired; the people who run the server must renew it',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; check the clock of this machine and of the server',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another name; write that name as the host in url, or as serverName: beside an address',
};

const UNREACHED: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known to DNS here; check url',
  EAI_AGAIN: 'its name could not be looked up; check the DNS of this machine',
  ECONNREFUSED: 'nothing listens there; check the host and the port, and a firewall between',
  EHOSTUNREACH: 'there is no way to it from here; check the network and a firewall between',
  ENETUNREACH: 'there is no way to it from here; check the network and a firewall between',
  ETIMEDOUT: 'it does not answer; check the host and the port, and a firewall between',
};

/** Why no connection, or no encrypted one, was made. `silent`: nothing came in time. */
export function connectionFailure(
  { app, where, secure }: Reached,
  error: unknown,
  { silent, encrypting }: { readonly silent: boolean; readonly encrypting: boolean },
): ConnectorError {
  if (error instanceof BlockedRequest)
    return new ConnectorError(app, 'not-allowed', `${where} was not asked: ${error.message}`, {
      cause: error,
    });
  const failed = (kind: 'no-connection' | 'unavailable', why: string) =>
    new ConnectorError(app, kind, `${where} cannot be reached: ${why}`, { cause: error });
  const code = codeOf(error);
  const certificate = CERTIFICATES[code];
  if (certificate !== undefined) return failed('no-connection', certificate);
  if (silent) return failed('unavailable', `${UNREACHED.ETIMEDOUT}`);
  const spokeOtherwise = code === 'EPROTO' || code.startsWith('ERR_SSL');
  if (encrypting && secure && (spokeOtherwise || code === 'ECONNRESET'))
    return failed(
      'no-connection',
      'it does not speak TLS on this port, which is perhaps that of ldap://; write the port 636, or ldap:// with startTls: true',
    );
  const why = UNREACHED[code];
  return failed('unavailable', why ?? (error instanceof Error ? error.message : 'the connection failed'));
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
