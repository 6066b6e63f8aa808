// §10.3, the table: what every check checks, and what it means when it fails.

const TABLE = {
  L1: ["the log's checkpoint can be read", "The record does not say how long it is, so nobody can tell whether something was cut off."],
  L2: ["the checkpoint is this election's and signed by its server", "The server did not vouch for this version of the record."],
  L3: ["enough witnesses have cosigned the checkpoint", "Too few independent witnesses saw this version of the record, so others may have been shown another."],
  L4: ["every entry the checkpoint counts is there", "Part of the record is missing or damaged."],
  L5: ["the entries are those the checkpoint was signed over", "Something was changed, dropped or added after the record was signed."],
  L6: ["every file an act names is there, unchanged", "A file that belongs to the record is missing, damaged or another one."],
  A1: ["each entry is a signed note in its one form", "This entry is not written the way every act must be, so two programs could read it differently."],
  A2: ["each act is of a known kind, in canonical form", "This entry says something no rule of the election knows, or says it in more than one way."],
  A3: ["each act carries exactly the signatures it needs", "Someone who had to sign this act did not, or someone signed who had no business to."],
  A4: ["each signature is right", "The person named did not sign this act, or it was changed after they did."],
  A5: ["no act stands twice", "The same act was put into the record a second time."],
  A6: ["the manifest is the first act and the only one", "The rules of the election were not laid down once, at the start."],
  A7: ["each act names this election", "An act of another election was put into this record."],
  A8: ["the checkpoint an act names is one of this log", "The signer was looking at a different version of the record."],
  A9: ["the checkpoint an act names is not older than the last change of state", "The act was signed before something important happened and used afterwards."],
  A10: ["each act comes at its stage of the election", "Something was done out of order."],
  A11: ["time runs forward", "A clock entry tells an earlier time than the one before it."],
  A12: ["while the poll is open no minute is unaccounted for", "For more than a minute of the poll nobody signed the time, and no outage was admitted."],
  A13: ["nothing happens before or after its date", "A step was taken outside the dates the manifest gives for it."],
  A14: ["the numbers of trustees, witnesses and registrars are safe", "Too few people would be able to open the ballots, stop the result, or vouch for the record."],
  A15: ["every office has a key of its own", "One key holds two offices, or is no valid key."],
  A16: ["the manifest's dates are in order", "The election's dates contradict each other."],
  A17: ["every contest can be voted in and counted", "A contest or a class of members is not properly defined."],
  A18: ["the largest ballot fits into an entry", "A member could be handed a ballot too large to cast."],
  A19: ["suspensions and extensions keep to the manifest's limits", "The poll was suspended or extended further than its rules allow."],
  A20: ["complaints come from people with standing, and are short and few", "Someone without a place in this election, or beyond three complaints, was let into the record."],
  A21: ["each ruling answers one complaint, once", "A ruling answers no complaint of this record, or one that was already ruled on."],
  A22: ["joint decisions are taken by enough trustees", "Too few trustees stand behind a decision that needs several."],
  A23: ["a handover names a fresh key and a proper address", "The record would be handed to a key that already has another role."],
  R1: ["the register's figures are those of its rows", "The register says it holds other numbers of members than it does."],
  R2: ["the register is sorted and knows only the manifest's classes", "The register is not in its one order, which could hide a member entered twice."],
  R3: ["every credential is a valid key", "A member was given a credential that nobody, or anybody, could use."],
  R4: ["no credential stands twice or holds an office", "Someone could vote twice, or an office-holder was slipped into the register."],
  R5: ["the register frozen is the last one published", "Members checked one register and another was used."],
  R6: ["lists too small to hide a vote are accepted by name", "So few members vote on a list that their votes might be guessed, and nobody took responsibility."],
  R7: ["only a credential that has not voted is replaced", "A vote would be taken away by replacing the voter's credential."],
  R8: ["replacement credentials are new and valid", "The replacement is a key already used in this election, or no valid key."],
  R9: ["all votes together can be counted", "With these weights and scores the result could be a number too large to write."],
  K1: ["each trustee speaks once in each round of the key ceremony", "Someone who is not part of this ceremony, or has already spoken, was heard."],
  K2: ["what a trustee reveals is what it committed to", "A trustee changed its part of the key after seeing the others'."],
  K3: ["each dealing has t valid points and a valid key", "A trustee's part of the key has the wrong shape."],
  K4: ["each trustee knows the secret behind its part", "A trustee may have copied or cancelled another's part of the key."],
  K5: ["each trustee sent every other a share", "A trustee was left without its share of the key."],
  K6: ["a complaint in the ceremony names a dealer, once", "A complaint in the key ceremony accuses nobody, or accuses twice."],
  K7: ["an answer in the ceremony answers a complaint", "A trustee published a share of the key that nobody asked for."],
  K8: ["each trustee computed the keys everyone computes", "A trustee ended the ceremony with another key than the rest."],
  K9: ["a key check proves that the share is held", "A trustee could not show that it still holds its share of the key."],
  K10: ["the poll opens with enough fresh key checks", "Members would vote although it was not known that their ballots can be opened."],
  K11: ["the poll opens with this register and this key", "Ballots would be encrypted to a key, or taken from a register, that was not agreed."],
  B1: ["each ballot is cast by a row of the register", "Someone who is not on the register, or was replaced, cast a ballot."],
  B2: ["each ballot names the opening of this poll", "A ballot made for another poll was put into this one."],
  B3: ["each ballot names the voter's ballot before it", "A voter's later ballot could be displaced by an earlier one."],
  B4: ["each ballot has a part for every contest of its class", "A ballot lacks a contest its voter has a say in, or adds one."],
  B5: ["no ciphertext has been used before", "A ballot copies a part of another, which could give that vote away."],
  B6: ["each ballot is made of valid numbers", "A ballot could be read in more than one way, or not at all."],
  B7: ["each ballot's maker knew what is in it", "A ballot was made from another's without knowing the vote."],
  M1: ["each mix is the next of a list that is still to be opened", "A mix was made of a list that does not exist, out of turn, or after opening began."],
  M2: ["no trustee mixes a list twice", "One person did the work of two, so that fewer hide who voted how."],
  M3: ["each mix starts where the one before ended", "Ballots were exchanged between two mixes."],
  M4: ["each mix gives as many valid ballots as it took", "Ballots were added, dropped or damaged in a mix."],
  M5: ["each mix's proof is complete", "The proof that a mix changed no vote is damaged."],
  M6: ["each mix changed no vote", "A mix may have changed, dropped or added votes: its proof does not hold."],
  D1: ["a list is opened after enough mixes", "Ballots would be opened before enough trustees had mixed them."],
  D2: ["trustees open what the witnesses saw, close and mixes included", "A trustee opened ballots without proof that everyone saw the same record."],
  D3: ["a small list is opened only by joint decision", "So few ballots were opened that votes might be guessed, and nobody took responsibility."],
  D4: ["each trustee opens one input a list, the last mix", "A trustee opened something else than the mixed ballots, or opened twice."],
  D5: ["each share is a valid number, one for each part of each ballot", "A trustee's decryption is damaged or incomplete."],
  D6: ["each trustee decrypted rightly", "A trustee may have changed votes while decrypting: the proof does not hold."],
  D7: ["open-small names a small list, once", "A decision for small lists was used where there is none."],
  C1: ["the result opens every list, and no other", "Ballots were left out of the result, or added."],
  C2: ["the opened ballots are what the shares open", "The published ballots are not those the members cast."],
  C3: ["the lots are drawn from the record", "The lots were not drawn as laid down, so a tie may have been decided by hand."],
  C4: ["valid, blank and spoilt ballots are counted rightly", "The result's figures are not those of its ballots."],
  C5: ["the elected are those the rules elect", "By the rules of this election other candidates are elected."],
  Z1: ["each certificate names the result", "A trustee certified something else than this result."],
  Z2: ["each trustee certifies once", "One trustee's signature was counted twice."],
  Z3: ["the scrutineer speaks once, on this result, and gives a reason for a refusal", "The scrutineer's word is about another result, repeated, or refuses without a reason."],
} as const;

export type Check = keyof typeof TABLE;

export const CHECKS = Object.keys(TABLE) as Check[];
export const title = (check: Check): string => TABLE[check][0];
export const meaning = (check: Check): string => TABLE[check][1];

/** A check that does not hold; the verifier adds entry and signer (§10.2). */
export class Failure extends Error {
  constructor(
    readonly check: Check,
    readonly detail: string,
    /** Overrides the signer of §10.2: the line at fault in A4, `server` in L2. */
    readonly signer?: string,
  ) {
    super(`${check}: ${detail}`);
  }
}

/** Throws unless the condition holds. */
export function must(condition: boolean, check: Check, detail: string): asserts condition {
  if (!condition) throw new Failure(check, detail);
}
