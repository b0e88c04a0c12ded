import { CurrentOnly } from './current-only.ts';
import { OwnStatuses } from './status.ts';

/** What the settings of HR systems have in common. */
export const HR_SETTINGS = { statuses: OwnStatuses, currentOnly: CurrentOnly };
