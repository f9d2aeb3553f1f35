extension Schema {
  // What users are to win, and the deals that a team looks at again.
  static let reviews = """
    CREATE TABLE goals (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 31 AND id GLOB 'goal_[0-7]*'),
      owner_id TEXT NOT NULL REFERENCES users (id),
      period TEXT NOT NULL CHECK (period <> ''),
      currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
      target INTEGER NOT NULL CHECK (target >= 0),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX goals_by_owner ON goals (owner_id);

    CREATE TABLE reviews (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 30 AND id GLOB 'rev_[0-7]*'),
      deal_id TEXT REFERENCES deals (id),
      reason TEXT NOT NULL CHECK (reason <> ''),
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX reviews_by_deal ON reviews (deal_id);

    """
}
