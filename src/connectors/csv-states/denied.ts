/** `not`, `no longer`, `nicht mehr`, `n’est plus`, and `in-` as a separate part. */
const DENIAL =
  /^(?:no-longer|not|non|no|nicht-mehr|nicht|nicht-langer|n-est-plus|n-est-pas|plus|ya-no-esta|ya-no|no-esta|non-e-piu|non-piu|nao-esta-mais|nao-mais|nao|niet-meer|niet-langer|niet|juz-nie|nie|in)-/;

/** What a word of state denies: `not-active` → `active`, `nicht-mehr-aktiv` → `aktiv`; `null` when it denies nothing. `word` in small letters, without accents, its parts joined by `-`. */
export function deniedBy(word: string): string | null {
  const plain = word.replace(/['’.]/g, '-').replace(/-+/g, '-');
  const denied = plain.replace(DENIAL, '');
  return denied === plain || denied === '' ? null : denied;
}
