// fast-check with a fixed seed: the same commit gives the same cases, so that CI tells of changes and not of luck.
// `npm run soak` looks further with a seed of its own, and PROPERTY_SEED=N repeats what it found.
import fc from 'fast-check';

const isSoak = process.env['SOAK'] !== undefined;
const given = process.env['PROPERTY_SEED'];

if (given !== undefined) fc.configureGlobal({ seed: Number(given) });
else if (!isSoak) fc.configureGlobal({ seed: 20_26 });

export default fc;
