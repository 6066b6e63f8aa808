// The receipt of a ballot: that exactly its bytes stand in a record that the server signed.

import { fromHex, utf8 } from "../crypto/bytes.js";
import { isIncluded } from "../crypto/tree.js";
import { type Checkpoint, Mistrust, type Poll, readAct, readCheckpoint } from "./poll.js";

/** `POST /<election>/acts`, and part of `GET /<election>/acts/<id>`. */
export type Recorded = { act: string; index: number; checkpoint: string; proof: string[]; ballot?: Standing | null };

/** Whether it is the one that counts (null while the poll is open), and the voter's later ballot. */
type Standing = { counts: boolean | null; replaced_by: string | null };

/** What a member keeps: enough to check again, years later, without asking anybody. */
export type Receipt = Recorded & {
  hustings: "receipt/v1";
  organisation: string;
  title: string;
  election: string;
  address: string;
  entry: string;
};

/** Throws `Mistrust` unless the entry is that act and stands at that place in that checkpoint. */
export async function checkRecorded(poll: Poll, entry: string, answer: Recorded): Promise<Checkpoint> {
  const act = await readAct(entry);
  if (act === null || act.id !== answer.act || act.fields.election !== poll.election) throw new Mistrust("form");
  const checkpoint = await readCheckpoint(answer.checkpoint, poll.manifest, poll.keeper);
  const proof = answer.proof.map((hash) => fromHex(hash) ?? new Uint8Array());
  const isThere = await isIncluded(utf8(entry), answer.index, checkpoint.size, checkpoint.root, proof);
  if (!isThere) throw new Mistrust("proof");
  return checkpoint;
}

export function makeReceipt(poll: Poll, address: string, entry: string, { act, index, checkpoint, proof }: Recorded): Receipt {
  const { organisation, title } = poll.manifest;
  return { hustings: "receipt/v1", organisation, title, election: poll.election, address, act, index, checkpoint, proof, entry };
}
