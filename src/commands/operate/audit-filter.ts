import type { Context } from '../../flows/context.ts';
import { type AuditScope, auditAsked } from '../../flows/overview/look-at-audit.ts';
import type { AuditFilter } from '../../store/audit-search.ts';
import { appNamed, dayNamed } from '../arguments.ts';
import type { Request } from '../command.ts';

/** The filters of `audit` and of its export. */
export const AUDIT_KEYS: readonly string[] = ['by', 'app', 'since', 'until'];

export function auditFilter(
  context: Context,
  scope: AuditScope,
  { by, app, since, until }: Request['filters'],
): AuditFilter {
  return auditAsked(context, scope, {
    by,
    app: app === undefined ? undefined : appNamed(context, app).config.id,
    since: since === undefined ? undefined : dayNamed(context, since, 'since'),
    until: until === undefined ? undefined : dayNamed(context, until, 'until'),
  });
}
