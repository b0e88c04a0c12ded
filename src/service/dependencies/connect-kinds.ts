import type { ConnectKind } from '../../chat/say/connect/connect.ts';
import { connectors } from '../../connectors/registry.ts';
import { waysOf } from '../../connectors/ways/ways.ts';
import { rosterSources } from '../../roster/registry.ts';

/** Every kind of app and roster source that an admin can connect, apps first. */
export function connectKinds(): readonly ConnectKind[] {
  return [
    ...connectors.map(({ id, name, rights, plans }): ConnectKind => {
      return { what: 'app', id, name, rights, plans, ways: waysOf('app', id) };
    }),
    ...rosterSources.map(({ id, name, rights }): ConnectKind => {
      return { what: 'roster', id, name, rights, plans: [], ways: waysOf('roster', id) };
    }),
  ];
}
