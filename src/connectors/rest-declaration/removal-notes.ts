import type { UnplacedProblem } from '../../config/problems.ts';
import type { Declaration } from './declaration.ts';

/** What a declared removal lacks. It can still be carried out, but an admin who declares it should know. */
export function removalNotes({ removal, ownAccount }: Declaration): readonly UnplacedProblem[] {
  return removal.flatMap(({ request, readBack, undo, reversible, obstacles }, index) => {
    const note = (message: string, ...keys: string[]): UnplacedProblem => ({
      at: ['removal', index, ...keys],
      message,
    });
    const groups = obstacles.flatMap(({ means, instead, url }, at) =>
      means === 'group' && instead === undefined && url === undefined
        ? [
            note(
              'says of which group, and neither the step that leaves it (instead) nor where that is done (url): the plan is a task',
              'obstacles',
              String(at),
            ),
          ]
        : [],
    );
    if (request === undefined) return groups;
    const ambiguous = readBack?.gone.some((status) => status !== 404 && status !== 410) === true;
    return [
      ...groups,
      ...(readBack === undefined
        ? [note('has no readBack: a step is proven only by the next complete read')]
        : []),
      ...(reversible && undo === undefined
        ? [note('says reversible, and has no undo: Seatkeeper cannot take it back')]
        : []),
      ...(ambiguous && ownAccount === undefined
        ? [
            note(
              'has a status that may also mean a missing right, and there is no ownAccount: the whole list is read to prove that somebody is gone',
              'readBack',
              'gone',
            ),
          ]
        : []),
    ];
  });
}
