import { unknownGroupText, unknownLicenseText } from '../../chat/say/commands/unknown-word.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { knownGroups, knownLicenses } from '../../flows/access/known-values.ts';
import type { App, Context } from '../../flows/context.ts';
import { grantingGroups } from '../../flows/groups/load-groups.ts';
import { unknownWord } from '../resolve.ts';

/** The group as the company spells it, however it was typed. */
export function spelled(context: Context, app: App, group: string): string {
  const same = [...grantingGroups(context, app.config.id)].find(
    (name) => name.toLowerCase() === group.toLowerCase(),
  );
  return same ?? group;
}

/** Throws `CommandError` when a filter names a license or a group that does not exist, which explains an empty table. */
export async function refuseUnknown(
  context: Context,
  app: App,
  { license, group }: AccessFilter,
): Promise<void> {
  if (license !== undefined) {
    const known = await knownLicenses(context, app);
    const part = license.toLowerCase();
    if (!known.some((name) => name.toLowerCase().includes(part)))
      throw unknownWord(license, known, (unknown) => unknownLicenseText(unknown, app.config.name));
  }
  if (group !== undefined && group !== null) {
    const known = await knownGroups(context, app);
    if (!known.some((name) => name.toLowerCase() === group.toLowerCase()))
      throw unknownWord(group, [...known, 'none'], unknownGroupText);
  }
}
