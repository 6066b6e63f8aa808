#!/usr/bin/env node
// The compiled program; `npm run build` makes it.
import "../dist/src/node/cli.js";
