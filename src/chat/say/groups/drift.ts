import type { Drift } from '../../../domain/groups.ts';
import { count, numberText } from '../words.ts';

/** `1 of 3 people who should have access has it; 2 are missing it`. */
export function coveredText({ granted, covered }: Drift): string {
  const missing = granted - covered;
  if (granted === 0) return 'nobody who works here is in a group that grants it';
  const have = `${numberText(covered)} of ${count(granted, 'person', 'people')} who should have access ${covered === 1 ? 'has' : 'have'} it`;
  return missing === 0 ? have : `${have}; ${numberText(missing)} ${missing === 1 ? 'is' : 'are'} missing it`;
}

/** `3 accounts of people who work here are not granted by any group`. */
export function ungrantedText({ without }: Drift): string {
  return `${count(without, 'account')} of people who work here ${without === 1 ? 'is' : 'are'} not granted by any group`;
}

/** Both, for one line about one app, with the command that shows more. */
export function expectedText(drift: Drift, app: string): string {
  if (drift.granted === drift.covered && drift.without === 0) return coveredText(drift);
  const parts = [coveredText(drift), ...(drift.without > 0 ? [ungrantedText(drift)] : [])];
  return `${parts.join('; ')}. To list them: groups ${app}`;
}

/** The same for all apps in one line: `4 lack an app that a group grants, 20 have one that no group grants`; `null` when neither. */
export function driftsText(drifts: readonly Drift[]): string | null {
  const missing = drifts.reduce((sum, { granted, covered }) => sum + granted - covered, 0);
  const without = drifts.reduce((sum, drift) => sum + drift.without, 0);
  const parts = [
    ...(missing > 0
      ? [`${numberText(missing)} ${missing === 1 ? 'lacks' : 'lack'} an app that a group grants`]
      : []),
    ...(without > 0
      ? [
          `${numberText(without)} ${without === 1 ? 'has' : 'have'} ${missing > 0 ? 'one' : 'an app'} that no group grants`,
        ]
      : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
