/** `const { parseResponse } = await require('ocspan');` */
declare const ocspan: Promise<typeof import('./ocspan.js', { with: { 'resolution-mode': 'import' } })>;
export = ocspan;
