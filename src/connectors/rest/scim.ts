import type { Connection, ConnectorIo } from '../base/connector.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { filledIn, type Settings } from '../rest-declaration/placeholders.ts';
import { scim } from '../scim/scim.ts';
import type { OwnSettings } from './settings.ts';

/** A declared app that has a SCIM server is read by the connector scim, with the settings that the declaration knows. */
export function scimConnection(
  declared: NonNullable<Declaration['scim']>,
  { values, own }: { readonly values: Settings; readonly own: OwnSettings },
  io: ConnectorIo,
): Connection {
  const { base, ...rest } = filledIn(declared, values);
  const pageSize = own.pageSize ?? rest.pageSize;
  return scim.connect(
    {
      ...rest,
      baseUrl: own.base ?? base,
      removal: { way: 'deactivate' },
      ...(pageSize === undefined ? {} : { pageSize }),
    },
    io,
  );
}
