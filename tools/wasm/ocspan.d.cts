/** `const { parseResponse } = await require('ocspan');` */
declare const ocspan: Promise<typeof import('./ocspan.js')>;
export = ocspan;
