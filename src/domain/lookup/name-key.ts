/** Names compared without case, accents, punctuation or the order of their words. */
export function nameKey(name: string): string {
  if (/^[a-z]+ [a-z]+$/i.test(name)) return twoWords(name.toLowerCase());
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

/** Most names are these, and there are many: no lists for them. */
function twoWords(name: string): string {
  const space = name.indexOf(' ');
  const [first, last] = [name.slice(0, space), name.slice(space + 1)];
  return first <= last ? name : `${last} ${first}`;
}
