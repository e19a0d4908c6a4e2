// For require(), as ocspan.cjs.
module.exports = import('./lint.js');
