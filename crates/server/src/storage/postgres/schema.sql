-- What a Hustings server keeps in PostgreSQL (14 or later). Made by the server itself.
-- Elections are named by the SHA-256 of their manifest's text.

CREATE SCHEMA IF NOT EXISTS hustings;
SET search_path = hustings;

-- The one server whose processes may use this database, by its public key.
CREATE TABLE IF NOT EXISTS server (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    version integer NOT NULL,
    key bytea NOT NULL
);

-- A record: how long it is, and its head as a note; and the head that readers are shown, which is
-- the same but for the moment between a commit and the writing of its tiles.
CREATE TABLE IF NOT EXISTS election (
    id bytea PRIMARY KEY,
    size bigint NOT NULL DEFAULT 0,
    head bytea,
    published bytea
);

CREATE TABLE IF NOT EXISTS entry (
    election bytea NOT NULL REFERENCES election,
    idx bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (election, idx)
);

-- What processes were posted that do not write the record, and the answers to it. Promised to nobody,
-- so it need not survive a crash of the database.
CREATE UNLOGGED TABLE IF NOT EXISTS inbox (
    turn bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    election bytea NOT NULL,
    id bigint NOT NULL,
    is_act boolean NOT NULL,
    bytes bytea NOT NULL,
    answer text,
    since timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS inbox_unanswered ON inbox (election, turn) WHERE answer IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS inbox_id ON inbox (election, id);

-- Blobs that may be put, whichever process is asked.
CREATE UNLOGGED TABLE IF NOT EXISTS awaited (
    election bytea NOT NULL,
    sha256 bytea NOT NULL,
    size bigint NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (election, sha256)
);
