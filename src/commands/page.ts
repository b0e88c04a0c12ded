import { count } from '../chat/say/words.ts';
import { wholeNumber } from './arguments.ts';
import { CommandError } from './command.ts';

/** The page that somebody asks for; a page past the end would look as if there was nothing. */
export function pageNamed(word: string | undefined, total: number, size: number): number {
  const page = wholeNumber(word, 1, 'page');
  const pages = Math.max(1, Math.ceil(total / size));
  if (page <= pages) return page;
  throw new CommandError(`There ${pages === 1 ? 'is' : 'are'} only ${count(pages, 'page')}.`);
}
