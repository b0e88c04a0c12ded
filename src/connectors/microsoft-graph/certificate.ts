import { X509Certificate } from 'node:crypto';
import { dayIn } from '../../domain/day.ts';
import type { ConnectorIo, PlanLimits } from '../base/connector.ts';
import { keyEndIn } from '../oauth/key-end.ts';
import type { GraphServer } from './settings.ts';

/** An admin is told this many days ahead, because certificates are often made by somebody else. */
const DAYS_AHEAD = 30;

/** The end of the certificate, if it is near: after it, Microsoft gives no token. No answer tells when a client secret ends. */
export function endingCertificate(
  { certificate }: Pick<GraphServer, 'certificate'>,
  capability: 'accounts' | 'people',
  io: Pick<ConnectorIo, 'timezone' | 'now'>,
): PlanLimits {
  if (certificate === undefined) return [];
  const day = dayIn(io.timezone, new Date(new X509Certificate(certificate).validTo));
  const reason = (ends: string) =>
    `the certificate ${ends}; upload a new one in Entra under App registrations > Certificates & secrets, and set certificate and privateKey`;
  return keyEndIn(day, io, reason, { capability, ahead: DAYS_AHEAD });
}
