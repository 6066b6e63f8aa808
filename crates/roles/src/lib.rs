//! Voter, registrar, organiser, trustee, scrutineer and witness: what each does with its keys
