// For require(): the package is a module that loads WebAssembly first, so what is exported is a promise of it.
module.exports = import('./ocspan.js');
