import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { nearest } from '../../domain/lookup/nearest.ts';
import { knownGroups, knownLicenses } from '../../flows/access/known-values.ts';
import type { App, Context } from '../../flows/context.ts';
import { grantingGroups } from '../../flows/groups/load-groups.ts';
import { CommandError } from '../command.ts';

/** A group as it is written in the company, however it was typed. */
export function spelled(context: Context, app: App, group: string): string {
  const same = [...grantingGroups(context, app.config.id)].find(
    (name) => name.toLowerCase() === group.toLowerCase(),
  );
  return same ?? group;
}

/** Why nothing was found, when a filter names a license or a group that is not there. Throws `CommandError`. */
export async function refuseUnknown(
  context: Context,
  app: App,
  { license, group }: AccessFilter,
): Promise<void> {
  if (license !== undefined) {
    const known = await knownLicenses(context, app);
    const part = license.toLowerCase();
    if (!known.some((name) => name.toLowerCase().includes(part)))
      throw unknown(`No license of ${app.config.name} is called`, license, known, 'Licenses');
  }
  if (group !== undefined && group !== null) {
    const known = await knownGroups(context, app);
    if (!known.some((name) => name.toLowerCase() === group.toLowerCase()))
      throw unknown('There is no group', group, [...known, 'none'], 'Groups');
  }
}

const SHOWN = 20;

function unknown(what: string, word: string, known: readonly string[], all: string): CommandError {
  const meant = nearest(word, known);
  const more = known.length > SHOWN ? `, and ${known.length - SHOWN} more` : '';
  const list = known.length === 0 ? '' : ` ${all}: ${known.slice(0, SHOWN).join(', ')}${more}.`;
  return new CommandError(
    `${what} ${JSON.stringify(word)}.${meant === null ? '' : ` Did you mean ${meant}?`}${list}`,
  );
}
