/** Letters before and after a byte above 127. */
interface Place {
  readonly byte: number;
  readonly before: string;
  readonly after: string;
}

/** A sign that a text is windows-1250, or that it is windows-1252, with how much it counts. */
type Tell = readonly [bytes: readonly number[], weight: number, is: (place: Place) => boolean];

const LETTER = /[a-z]/i;
const SMALL = /[a-z]/;
const isIn = (letters: string) => (letter: string) => letter !== '' && letters.includes(letter);
const isWord = (text: string) => LETTER.test(text) || text >= '\x80';
const isInside = ({ before, after }: Place) => isWord(before) && LETTER.test(after);
const isStart = ({ before }: Place) => !isWord(before) && !/\d/.test(before);
const isEnd = ({ before, after }: Place) => LETTER.test(before) && !isWord(after) && !/\d/.test(after);

/** Bytes that are Polish, Czech, Slovak, Hungarian or Croatian letters in windows-1250, and signs or unlikely letters in windows-1252. */
const EASTERN: readonly Tell[] = [
  // ł ą ż, which are ³ ¹ ¿
  [[0xb3, 0xb9, 0xbf], 3, ({ before }) => LETTER.test(before)],
  // Ł Ą Ż Ź, which are £ ¥ ¯ and nothing
  [[0xa3, 0xa5, 0xaf, 0x8f], 3, (place) => isStart(place) && SMALL.test(place.after)],
  // Ś, which is Œ
  [[0x8c], 2, (place) => isStart(place) && isIn('wlmcnrptk')(place.after)],
  // ź ť Ť, which are Ÿ and nothing
  [[0x9f, 0x9d, 0x8d], 2, ({ before, after }) => LETTER.test(before) || LETTER.test(after)],
  // ś, which is œ
  [[0x9c], 1, (place) => isInside(place) && isIn('cwkmnlpr')(place.after)],
  // ć, which is æ
  [[0xe6], 2, isEnd],
  // ń, which is ñ
  [[0xf1], 2, ({ before, after }) => LETTER.test(before) && isIn('sckdbwtgz')(after)],
  // ę, which is ê
  [[0xea], 1, ({ before, after }) => isWord(before) && isIn('gdbzkpw')(after)],
  // ě ů ň, which are ì ù ò
  [[0xec, 0xf9], 2, isInside],
  [[0xf2], 1, isInside],
  // ř, which is ø, and č, which is è
  [[0xf8, 0xe8], 2, ({ before, after }) => LETTER.test(before) && after >= '\x80'],
  [[0xe8], 2, ({ before, after }) => before >= '\x80' && LETTER.test(after)],
  [[0xf8], 1, ({ before, after }) => isIn('ito')(before) && isIn('aeiok')(after)],
  [[0xc8], 1, (place) => isStart(place) && isIn('aeiu')(place.after)],
  // ő, which is õ
  [[0xf5], 1, ({ before, after }) => LETTER.test(before) && isIn('skrdtvcz')(after)],
];
/** Letters of windows-1252 in the places where its languages have them. */
const WESTERN: readonly Tell[] = [
  [[0xe3, 0xf5], 2, ({ after }) => isIn('oe')(after)],
  [[0xf1], 2, ({ after }) => isIn('aeiou')(after)],
  [[0xe5], 1, isInside],
  [[0xc5], 1, isStart],
  [[0xe6], 1, isInside],
  [[0xf8], 1, ({ before, after }) => isIn('bdfghjklmnprstv')(before) && isIn('bdgjklmnprstvy')(after)],
  [[0xef, 0xfb, 0xe0], 1, isInside],
  [[0xea], 1, ({ after }) => isIn('tlmnv')(after)],
  [[0xe8], 1, ({ before, after }) => LETTER.test(before) && isIn('lmnrstvg')(after)],
  [[0xf2, 0xec, 0xf9, 0xe0], 1, isEnd],
  [[0x9c, 0x8c], 1, ({ after }) => after === 'u'],
];
/** Headings of these languages, matched without their special letters. */
const HEADINGS =
  /nazwisk|stanowisk|pracownik|zatrudn|u.ytkownik|p..?jmen|jm.no|odd.len|u.ivatel|vezet.kn|keresztn|priezvisk|prezime|zam.stnan/i;
const ADDRESS = /@[\w.-]+\.([a-z]{2,})\b/gi;
const COUNTRIES = /^(?:pl|cz|sk|hu|hr|si|ro)$/i;
const OF_HEADINGS = 5;
const OF_COUNTRIES = 3;

/** Whether a text in one of the two encodings is more likely windows-1250, judging by its letters and their neighbours, its headings, and its mail domains. */
export function isCentralEuropean(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  let east = HEADINGS.test(text.slice(0, 2000)) ? OF_HEADINGS : 0;
  let west = 0;
  const counts = (tells: readonly Tell[], place: Place) =>
    tells.reduce(
      (sum, [signs, weight, is]) => (signs.includes(place.byte) && is(place) ? sum + weight : sum),
      0,
    );
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const place = { byte, before: text.charAt(at - 1), after: text.charAt(at + 1) };
    east += counts(EASTERN, place);
    west += counts(WESTERN, place);
  }
  const addresses = [...text.matchAll(ADDRESS)].map(([, country = '']) => country);
  const there = addresses.filter((country) => COUNTRIES.test(country)).length;
  if (there > 0 && there * 2 >= addresses.length) east += OF_COUNTRIES;
  return east > west;
}
