import type { HomePage } from '../say/home.ts';
import type { Home } from './blocks.ts';

/** The App Home tab, for `views.publish`. */
export function renderHome(_page: HomePage): Home {
  throw new Error('not written yet');
}
