// Where the tests find what they need.

import { fileURLToPath } from "node:url";

/** The repository; compiled tests lie in booth/app/build/app/test. */
export const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));
export const DIST = `${ROOT}booth/dist/`;
