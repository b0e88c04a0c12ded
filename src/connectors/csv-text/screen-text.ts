/** Only the beginning is looked at. */
const MOST = 4000;
/** `"CN=Ada Keller,OU=People,DC=corp,DC=example"` */
const NAME_ALONE = /^"(?:cn|ou|uid|dc)=[^"]*,dc=[^"]*"$/i;
const SEPARATOR = /[,;|\t]/;
/** Two words at least, each followed by several blanks. */
const WORDS_APART = /^ *\S+(?: \S+)*(?: {2,}\S+(?: \S+)*)+ *$/;
const UNDERLINED = /^ *-+(?: +-+)+ *$/;

/**
 * Whether this is what a program prints for people to look at: names alone, as dsquery does; columns that only blanks keep apart, indented as by dsget or underlined as
 * by Format-Table. A table that begins with such a line as its title goes on otherwise.
 */
export function isScreenText(text: string): boolean {
  const lines = text
    .slice(0, MOST)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const [first = '', second = ''] = lines;
  if (NAME_ALONE.test(first.trim())) return true;
  if (SEPARATOR.test(first)) return false;
  if (UNDERLINED.test(second)) return true;
  return WORDS_APART.test(first) && first.startsWith('  ') && second.startsWith('  ');
}
