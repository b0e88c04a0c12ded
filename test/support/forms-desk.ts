import type { Bot } from '../../src/chat/platform.ts';
import type { Form } from '../../src/domain/message.ts';
import { syncAll } from '../../src/flows/sync/sync-all.ts';
import { createBot } from '../../src/service/bot.ts';
import { accounts, company, licenses, type Office, people } from './company.ts';

/** The account that `formAbout` is about: unknown, so that every form can be opened. */
const ACCOUNT = 'u 17';
/** The subscription that the forms about one are about: more of it are used than were bought. */
const SUBSCRIPTION = 'COLLAB';

export function formAbout(type: Form['type']): Form {
  return { type, app: 'figma', account: type.endsWith('-subscription') ? SUBSCRIPTION : ACCOUNT };
}

/** A company with one unknown account, and the bot that opens and submits its forms. Today is 1 April 2026. */
export async function formsDesk(): Promise<{ readonly office: Office; readonly bot: Bot }> {
  const acme = company({
    at: '2026-04-01T09:00:00Z',
    roster: people(
      '1,ada@acme.example,,,Ada Keller',
      '2,pablo@acme.example,,,Pablo Ruiz',
      '3,pablo.ruiz@acme.example,,,Pablo Ruiz',
    ),
    apps: { figma: accounts('f1,ada@acme.example', `${ACCOUNT},it-team@home.example,,,IT Team`) },
    licenses: { figma: licenses(`${SUBSCRIPTION},Collab,1,3`) },
  });
  const office = acme.open();
  await office.sync();
  const bot = createBot(office.context, (only) => syncAll(office.context, only), {
    fileSender: () => null,
    changed: () => {},
  });
  return { office, bot };
}
