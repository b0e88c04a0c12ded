import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** A private key as a setting: PEM (PKCS #8, PKCS #1 or SEC 1), also on one line with `\n` as environment files have it; or a JWK. */
export const PrivateKey = z
  .string()
  .transform(asPem)
  .superRefine((pem, context) => {
    const problem = keyProblem(pem);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });

/** A certificate as a setting: PEM. */
export const Certificate = z
  .string()
  .transform(asPem)
  .superRefine((pem, context) => {
    try {
      new X509Certificate(pem);
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'is not a certificate; write the whole file, from -----BEGIN CERTIFICATE----- to its end',
      });
    }
  });

/** Throws for text that `PrivateKey` would have refused. */
export function keyOf(text: string): KeyObject {
  return isJwk(text) ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' }) : createPrivateKey(text);
}

/** The id by which a vendor knows the key, where it is a JWK that has one. */
export function keyIdOf(text: string): string | null {
  const { kid } = isJwk(text) ? (JSON.parse(text) as { kid?: unknown }) : {};
  return typeof kid === 'string' ? kid : null;
}

function isJwk(text: string): boolean {
  return text.startsWith('{');
}

/** Whether the certificate was made for this key. */
export function belongTogether(certificate: string, privateKey: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(keyOf(privateKey));
}

/** The `x5t#S256` header of a JWT that is signed with a certificate, https://www.rfc-editor.org/rfc/rfc7515#section-4.1.8 */
export function thumbprintOf(certificate: string): string {
  const hex = new X509Certificate(certificate).fingerprint256.replaceAll(':', '');
  return Buffer.from(hex, 'hex').toString('base64url');
}

function asPem(text: string): string {
  if (isJwk(text.trim())) return text.trim();
  return `${text.trim().replaceAll('\\n', '\n')}\n`;
}

function keyProblem(pem: string): string | null {
  if (/ENCRYPTED/.test(pem)) return 'is locked with a passphrase; write it without one';
  try {
    const type = keyOf(pem).asymmetricKeyType;
    return type === 'rsa' || type === 'ec' ? null : `is a key of type ${type}; an RSA or EC key is needed`;
  } catch {
    return 'is not a private key; write the whole file, from -----BEGIN … PRIVATE KEY----- to its end, or a JWK';
  }
}
