import { foldedWord } from './cell.ts';

/** The months of the languages whose exports are read, in order and folded; each also in a shorter form of three letters or more. */
const MONTHS: readonly (readonly string[])[] = [
  'january february march april may june july august september october november december'.split(' '),
  'januar februar marz april mai juni juli august september oktober november dezember'.split(' '),
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' '),
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '),
  'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'.split(' '),
  'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia'.split(
    ' ',
  ),
  'styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien'.split(
    ' ',
  ),
];
/** Short forms that are not a prefix of the name, or a prefix of two names. */
const SHORT: Readonly<Record<string, number>> = { mrt: 3, juin: 6, juil: 7, jui: 6, jul: 7, jun: 6 };

/** The month that a word means, 1 to 12; `null` when it means none, or different months in different languages. */
export function monthOf(word: string): number | null {
  const folded = foldedWord(word).replace(/\.$/, '');
  if (folded.length < 3) return null;
  const short = SHORT[folded];
  if (short !== undefined) return short;
  const found = new Set(
    MONTHS.flatMap((names) => names.flatMap((name, at) => (name.startsWith(folded) ? [at + 1] : []))),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}
