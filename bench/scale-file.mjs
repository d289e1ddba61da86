// bench/scale.json and the table in docs/scale.md that is made of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, repositoryFolder } from './folders.mjs';
import { withScaleTable } from './scale-table.mjs';

const document = join(repositoryFolder, 'docs/scale.md');

export const writeScale = (scale) => {
  writeFileSync(join(benchFolder, 'scale.json'), `${JSON.stringify(scale, null, 2)}\n`);
  writeFileSync(document, withScaleTable(readFileSync(document, 'utf8'), scale));
};
