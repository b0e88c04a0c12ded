import { keepsTheCatalogue } from '../entry.ts';
import { FIGMA } from './figma.ts';

keepsTheCatalogue(FIGMA);
