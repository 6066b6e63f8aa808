// Records honest but for one defect: keys, ballots, mixes, decryption, count, certification.

import { testTampered } from "./records.js";

testTampered("tampered records, families K, B, M, D, C and Z", (check) => !"LAR".includes(check[0]!));
