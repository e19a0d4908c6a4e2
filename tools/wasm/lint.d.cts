/** `const { lint } = await require('ocspan/lint');` */
declare const lint: Promise<typeof import('./lint.js', { with: { 'resolution-mode': 'import' } })>;
export = lint;
