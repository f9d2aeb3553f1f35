extension Schema {
  // A stage and its pipeline are one reference, so that a deal can only be in a stage of its own pipeline.
  //
  // Indexes: the first serves closed deals, the newest first and the stage's reference (a partial one would not); the
  // next four each serve one order of the board and leave closed deals out; the rest serve a reference or a look-up.
  static let deals = """
    CREATE TABLE deals (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 31 AND id GLOB 'deal_[0-7]*'),
      name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 255),
      pipeline_id TEXT NOT NULL,
      stage_id TEXT NOT NULL,
      contact_id TEXT REFERENCES contacts (id),
      company_id TEXT REFERENCES companies (id),
      value INTEGER NOT NULL CHECK (value >= 0),
      currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
      status TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost', 'stalled')),
      expected_close INTEGER CHECK (expected_close % 86400 = 0),
      owner_id TEXT REFERENCES users (id),
      source TEXT CHECK (source <> ''),
      loss_reason TEXT CHECK (loss_reason IS NULL OR loss_reason <> '' AND status = 'lost'),
      stage_entered_at INTEGER NOT NULL,
      closed_at INTEGER,
      last_activity_at INTEGER,
      metadata TEXT NOT NULL CHECK (metadata = '{}' OR json_valid(metadata) AND json_type(metadata) = 'object'),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      external_id TEXT CHECK (external_id <> ''),
      parked_until INTEGER,
      touched_at INTEGER NOT NULL,
      name_folded TEXT NOT NULL,
      next_due_at INTEGER,
      CHECK ((closed_at IS NULL) = (status IN ('open', 'stalled'))),
      FOREIGN KEY (stage_id, pipeline_id) REFERENCES stages (id, pipeline_id)
    ) STRICT;
    CREATE INDEX deals_by_stage ON deals (stage_id, closed_at, id);
    CREATE INDEX deals_by_urgency ON deals (stage_id, next_due_at, stage_entered_at, id) WHERE closed_at IS NULL;
    CREATE INDEX deals_by_value ON deals (stage_id, currency, value DESC, id) WHERE closed_at IS NULL;
    CREATE INDEX deals_by_close ON deals (stage_id, expected_close, id) WHERE closed_at IS NULL;
    CREATE INDEX deals_by_touch ON deals (stage_id, touched_at, id) WHERE closed_at IS NULL;
    CREATE INDEX deals_by_contact ON deals (contact_id);
    CREATE INDEX deals_by_company ON deals (company_id);
    CREATE INDEX deals_by_name ON deals (name_folded);
    CREATE UNIQUE INDEX deals_by_external_id ON deals (external_id) WHERE external_id IS NOT NULL;

    CREATE TABLE stage_history (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 29 AND id GLOB 'sh_[0-7]*'),
      deal_id TEXT NOT NULL REFERENCES deals (id),
      from_stage_id TEXT CHECK (length(from_stage_id) = 30 AND from_stage_id GLOB 'stg_[0-7]*'),
      to_stage_id TEXT NOT NULL CHECK (length(to_stage_id) = 30 AND to_stage_id GLOB 'stg_[0-7]*'),
      changed_at INTEGER NOT NULL,
      changed_by TEXT NOT NULL REFERENCES users (id),
      entered_at INTEGER NOT NULL,
      to_stage_name TEXT NOT NULL CHECK (to_stage_name <> '' AND length(to_stage_name) <= 255)
    ) STRICT;
    CREATE INDEX stage_history_by_deal ON stage_history (deal_id);

    """

  // `tasks_next` orders a whole day as 10:00Z, by when the morning's work is under way.
  static let actions = """
    CREATE TABLE activities (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 30 AND id GLOB 'act_[0-7]*'),
      type TEXT NOT NULL CHECK (type IN ('call', 'email', 'meeting', 'note', 'task', 'custom', 'other')),
      subtype TEXT CHECK (subtype <> ''),
      status TEXT NOT NULL CHECK (status IN ('draft', 'completed', 'scheduled', 'rejected')),
      subject TEXT CHECK (subject <> '' AND length(subject) <= 255),
      body TEXT CHECK (body <> ''),
      contact_id TEXT REFERENCES contacts (id),
      company_id TEXT REFERENCES companies (id),
      deal_id TEXT REFERENCES deals (id),
      owner_id TEXT REFERENCES users (id),
      occurred_at INTEGER NOT NULL,
      duration INTEGER CHECK (duration BETWEEN 0 AND 2147483647),
      direction TEXT CHECK (direction IN ('inbound', 'outbound', 'na')),
      source TEXT CHECK (source <> ''),
      external_id TEXT CHECK (external_id <> ''),
      metadata TEXT NOT NULL CHECK (metadata = '{}' OR json_valid(metadata) AND json_type(metadata) = 'object'),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX activities_by_deal ON activities (deal_id, occurred_at);
    CREATE INDEX activities_by_contact ON activities (contact_id);
    CREATE INDEX activities_by_company ON activities (company_id);

    CREATE TABLE tasks (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 31 AND id GLOB 'task_[0-7]*'),
      title TEXT NOT NULL CHECK (title <> '' AND length(title) <= 255),
      description TEXT CHECK (description <> ''),
      contact_id TEXT REFERENCES contacts (id),
      company_id TEXT REFERENCES companies (id),
      deal_id TEXT REFERENCES deals (id),
      owner_id TEXT REFERENCES users (id),
      due_at INTEGER,
      priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
      status TEXT NOT NULL CHECK (status IN ('pending', 'completed', 'cancelled')),
      metadata TEXT NOT NULL CHECK (metadata = '{}' OR json_valid(metadata) AND json_type(metadata) = 'object'),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX tasks_by_deal ON tasks (deal_id);
    CREATE INDEX tasks_next ON tasks (deal_id, due_at + 36000 * (due_at % 86400 = 0), id)
      WHERE status = 'pending' AND due_at IS NOT NULL;
    CREATE INDEX tasks_by_contact ON tasks (contact_id);
    CREATE INDEX tasks_by_company ON tasks (company_id);

    """

  // Programs may send the hour of `expected_close`, which the first tables refused. A CHECK can be taken out of a schema
  // without writing the table anew (sqlite.org/lang_altertable.html, section 7); the table that comes and goes counts
  // the schema's version up, by which other connections know to read it again.
  static let closeHours = """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (expected_close % 86400 = 0)', '')
    WHERE type = 'table' AND name = 'deals';
    PRAGMA writable_schema = RESET;
    CREATE TABLE passing (id TEXT) STRICT;
    DROP TABLE passing;

    """
}
