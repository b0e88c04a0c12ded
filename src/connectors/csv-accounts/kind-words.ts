import type { AccountKind } from '../../domain/account.ts';
import { alike, wordList } from '../csv-columns/header-names.ts';

export const KINDS: ReadonlyMap<string, AccountKind> = new Map([
  ...alike('person', ...wordList('user human member employee internal full-member regular staff')),
  ...alike(
    'person',
    ...wordList('benutzer nutzer mitglied mitarbeiter utilisateur membre usuario miembro persona'),
  ),
  ...alike('person', ...wordList('personne')),
  ...alike(
    'guest',
    ...wordList('external guest-user multi-channel-guest single-channel-guest outside-collaborator'),
  ),
  ...alike(
    'guest',
    ...wordList('external-user external-member partner vendor contractor ospite esterno esterna'),
  ),
  ...alike('guest', ...wordList('convidado externo gast extern externe gosc zewnetrzny')),
  ...alike('guest', ...wordList('gast extern externer externe invite invitado externo')),
  ...alike('bot', ...wordList('app application integration robot app-user workflow-bot')),
  ...alike('service', ...wordList('system service-account dienstkonto compte-de-service cuenta-de-servicio')),
  ...alike('shared', ...wordList('mailbox shared-mailbox room resource')),
  ...alike('unknown'),
]);
