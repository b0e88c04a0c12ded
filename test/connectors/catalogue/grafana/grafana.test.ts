import { keepsTheCatalogue } from '../entry.ts';
import { GRAFANA } from './grafana.ts';

keepsTheCatalogue(GRAFANA);
