import { keepsTheCatalogue } from '../entry.ts';
import { LAUNCHDARKLY } from './launchdarkly.ts';

keepsTheCatalogue(LAUNCHDARKLY);
