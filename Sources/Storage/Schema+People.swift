// The first migration, part by part. What SQL can say of the contract's rules it says again, so that neither a fault
// in the program nor a person with a SQL prompt can write what the rules forbid. Fields are columns of the same name;
// besides them, `name_folded` is written by the store, `next_due_at` and `stage_totals` by triggers.

extension Schema {
  // No rule ever deletes a user, so the references to them have no indexes that would only serve that.
  static let people = """
    CREATE TABLE users (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 31 AND id GLOB 'user_[0-7]*'),
      name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> '' AND length(name) <= 255),
      created_at INTEGER NOT NULL,
      name_folded TEXT NOT NULL
    ) STRICT;
    CREATE INDEX users_by_name ON users (name_folded);

    CREATE TABLE companies (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 31 AND id GLOB 'comp_[0-7]*'),
      name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 255),
      domain TEXT UNIQUE COLLATE NOCASE CHECK (domain <> '' AND length(domain) <= 255),
      industry TEXT CHECK (industry <> ''),
      website TEXT CHECK (website <> ''),
      owner_id TEXT REFERENCES users (id),
      metadata TEXT NOT NULL CHECK (metadata = '{}' OR json_valid(metadata) AND json_type(metadata) = 'object'),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      name_folded TEXT NOT NULL
    ) STRICT;
    CREATE INDEX companies_by_name ON companies (name_folded);

    CREATE TABLE contacts (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 31 AND id GLOB 'cont_[0-7]*'),
      email TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (email <> '' AND length(email) <= 255),
      first_name TEXT CHECK (first_name <> '' AND length(first_name) <= 255),
      last_name TEXT CHECK (last_name <> '' AND length(last_name) <= 255),
      phone TEXT CHECK (phone <> ''),
      title TEXT CHECK (title <> '' AND length(title) <= 255),
      company_id TEXT REFERENCES companies (id),
      owner_id TEXT REFERENCES users (id),
      metadata TEXT NOT NULL CHECK (metadata = '{}' OR json_valid(metadata) AND json_type(metadata) = 'object'),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      name_folded TEXT NOT NULL
    ) STRICT;
    CREATE INDEX contacts_by_name ON contacts (name_folded);
    CREATE INDEX contacts_by_company ON contacts (company_id);

    """

  // Positions are negative only inside a transaction that renumbers, which `UNIQUE` would refuse otherwise.
  static let pipelines = """
    CREATE TABLE pipelines (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 31 AND id GLOB 'pipe_[0-7]*'),
      name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 255),
      is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
      metadata TEXT NOT NULL CHECK (metadata = '{}' OR json_valid(metadata) AND json_type(metadata) = 'object'),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX pipelines_default ON pipelines (is_default) WHERE is_default = 1;

    CREATE TABLE stages (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 30 AND id GLOB 'stg_[0-7]*'),
      pipeline_id TEXT NOT NULL REFERENCES pipelines (id),
      name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 255),
      position INTEGER NOT NULL CHECK (position <= 10000),
      type TEXT NOT NULL CHECK (type IN ('open', 'won', 'lost')),
      color TEXT CHECK (color GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
      probability INTEGER CHECK (probability BETWEEN 0 AND 100),
      idle_limit_days INTEGER CHECK (idle_limit_days BETWEEN 1 AND 36500),
      stage_limit_days INTEGER CHECK (stage_limit_days BETWEEN 1 AND 36500),
      UNIQUE (pipeline_id, position),
      UNIQUE (id, pipeline_id)
    ) STRICT;

    """
}
