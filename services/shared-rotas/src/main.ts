import { runAlone } from '@weft/service-kit';
import { sharedRotasService } from './service.ts';

await runAlone('shared-rotas', sharedRotasService, process.env);
