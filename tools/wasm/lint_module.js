// The linter's WebAssembly module, which lies beside this file.

import { load } from './load.js';

/** What the module exports. */
export const wasm = await load(new URL('ocspan-lint.wasm', import.meta.url));
