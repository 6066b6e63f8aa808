// Records honest but for one defect: the log, acts, their order, the register.

import { testTampered } from "./records.js";

testTampered("tampered records, families L, A and R", (check) => "LAR".includes(check[0]!));
