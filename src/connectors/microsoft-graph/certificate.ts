import { X509Certificate } from 'node:crypto';
import { addDays, dayIn } from '../../domain/day.ts';
import type { ConnectorIo, PlanLimits } from '../base/connector.ts';
import type { GraphServer } from './settings.ts';

/** An admin is told so many days before. */
const DAYS_AHEAD = 30;

/** The end of the certificate, when it is near: after it, Microsoft gives no token. When a client secret ends, no answer tells. */
export function endingCertificate(
  { certificate }: Pick<GraphServer, 'certificate'>,
  capability: 'accounts' | 'people',
  { timezone, now }: Pick<ConnectorIo, 'timezone' | 'now'>,
): PlanLimits {
  if (certificate === undefined) return [];
  const from = dayIn(timezone, new Date(new X509Certificate(certificate).validTo));
  if (from > addDays(dayIn(timezone, now()), DAYS_AHEAD)) return [];
  const reason =
    'the certificate ends then; upload a new one in Entra under App registrations > Certificates & secrets, and set certificate and privateKey';
  return [{ capability, reason, from }];
}
