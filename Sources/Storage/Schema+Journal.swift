extension Schema {
  // The journal is only ever added to. Rows are numbered, since their ids in each of a million edits would double the
  // file; the number is the order of commit.
  static let journal = """
    CREATE TABLE actions (
      number INTEGER NOT NULL PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (length(id) = 30 AND id GLOB 'evt_[0-7]*'),
      at INTEGER NOT NULL,
      by_user TEXT NOT NULL REFERENCES users (id),
      reverts TEXT REFERENCES actions (id),
      root TEXT NOT NULL REFERENCES actions (id)
    ) STRICT;
    CREATE INDEX actions_by_user ON actions (by_user, reverts);
    CREATE INDEX actions_by_reverts ON actions (reverts);
    CREATE INDEX actions_by_root ON actions (root);

    CREATE TABLE edits (
      number INTEGER NOT NULL PRIMARY KEY,
      action INTEGER NOT NULL REFERENCES actions (number) DEFERRABLE INITIALLY DEFERRED,
      row_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('create', 'update', 'delete')),
      fields TEXT NOT NULL CHECK (fields = '{}' OR json_valid(fields) AND json_type(fields) = 'object')
    ) STRICT;
    CREATE INDEX edits_by_action ON edits (action);
    CREATE INDEX edits_by_row ON edits (row_id);

    CREATE TRIGGER actions_stay BEFORE UPDATE ON actions BEGIN SELECT raise(ABORT, 'actions are only ever added'); END;
    CREATE TRIGGER actions_last BEFORE DELETE ON actions BEGIN SELECT raise(ABORT, 'actions are only ever added'); END;
    CREATE TRIGGER edits_stay BEFORE UPDATE ON edits BEGIN SELECT raise(ABORT, 'edits are only ever added'); END;
    CREATE TRIGGER edits_last BEFORE DELETE ON edits BEGIN SELECT raise(ABORT, 'edits are only ever added'); END;

    CREATE TABLE settings (
      user_id TEXT NOT NULL REFERENCES users (id),
      name TEXT NOT NULL CHECK (name <> ''),
      value TEXT NOT NULL,
      PRIMARY KEY (user_id, name)
    ) STRICT, WITHOUT ROWID;

    """

  // Where a day begins in the journal is found by it.
  static let moments = """
    CREATE INDEX actions_by_moment ON actions (at);

    """

  // `closed_day` is -1 for open and stalled deals. The halves of a value's 64 bits are summed apart, since SQLite's
  // `sum` fails where 63 bits do not hold the result.
  static let totals = """
    CREATE TABLE stage_totals (
      stage_id TEXT NOT NULL REFERENCES stages (id) ON DELETE CASCADE,
      closed_day INTEGER NOT NULL,
      status TEXT NOT NULL,
      currency TEXT NOT NULL,
      deals INTEGER NOT NULL CHECK (deals >= 0),
      value_high INTEGER NOT NULL,
      value_low INTEGER NOT NULL,
      PRIMARY KEY (stage_id, closed_day, status, currency)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER deals_counted AFTER INSERT ON deals BEGIN
      INSERT INTO stage_totals
      VALUES (new.stage_id,
        CASE WHEN new.closed_at IS NULL THEN -1 ELSE (new.closed_at - (new.closed_at % 86400 + 86400) % 86400) / 86400 END,
        new.status, new.currency, 1, new.value >> 32, new.value & 4294967295)
      ON CONFLICT DO UPDATE SET deals = deals + 1,
        value_high = value_high + excluded.value_high, value_low = value_low + excluded.value_low;
    END;
    CREATE TRIGGER deals_discounted AFTER DELETE ON deals BEGIN
      UPDATE stage_totals
      SET deals = deals - 1, value_high = value_high - (old.value >> 32), value_low = value_low - (old.value & 4294967295)
      WHERE stage_id = old.stage_id AND status = old.status AND currency = old.currency AND closed_day =
        CASE WHEN old.closed_at IS NULL THEN -1 ELSE (old.closed_at - (old.closed_at % 86400 + 86400) % 86400) / 86400 END;
    END;
    CREATE TRIGGER deals_recounted AFTER UPDATE OF stage_id, closed_at, status, currency, value ON deals BEGIN
      UPDATE stage_totals
      SET deals = deals - 1, value_high = value_high - (old.value >> 32), value_low = value_low - (old.value & 4294967295)
      WHERE stage_id = old.stage_id AND status = old.status AND currency = old.currency AND closed_day =
        CASE WHEN old.closed_at IS NULL THEN -1 ELSE (old.closed_at - (old.closed_at % 86400 + 86400) % 86400) / 86400 END;
      INSERT INTO stage_totals
      VALUES (new.stage_id,
        CASE WHEN new.closed_at IS NULL THEN -1 ELSE (new.closed_at - (new.closed_at % 86400 + 86400) % 86400) / 86400 END,
        new.status, new.currency, 1, new.value >> 32, new.value & 4294967295)
      ON CONFLICT DO UPDATE SET deals = deals + 1,
        value_high = value_high + excluded.value_high, value_low = value_low + excluded.value_low;
    END;

    CREATE TRIGGER deals_parked AFTER INSERT ON deals WHEN new.parked_until IS NOT NULL BEGIN
      UPDATE deals SET next_due_at = new.parked_until WHERE id = new.id;
    END;
    CREATE TRIGGER deals_reparked AFTER UPDATE OF parked_until ON deals BEGIN
      UPDATE deals SET next_due_at = coalesce(new.parked_until, (
        SELECT due_at + 36000 * (due_at % 86400 = 0) FROM tasks
        WHERE deal_id = new.id AND status = 'pending' AND due_at IS NOT NULL
        ORDER BY due_at + 36000 * (due_at % 86400 = 0) LIMIT 1))
      WHERE id = new.id;
    END;
    CREATE TRIGGER tasks_planned AFTER INSERT ON tasks
    WHEN new.deal_id IS NOT NULL AND new.due_at IS NOT NULL AND new.status = 'pending' BEGIN
      UPDATE deals SET next_due_at = coalesce(parked_until, (
        SELECT due_at + 36000 * (due_at % 86400 = 0) FROM tasks
        WHERE deal_id = new.deal_id AND status = 'pending' AND due_at IS NOT NULL
        ORDER BY due_at + 36000 * (due_at % 86400 = 0) LIMIT 1))
      WHERE id = new.deal_id;
    END;
    CREATE TRIGGER tasks_replanned AFTER UPDATE OF deal_id, due_at, status ON tasks BEGIN
      UPDATE deals SET next_due_at = coalesce(parked_until, (
        SELECT due_at + 36000 * (due_at % 86400 = 0) FROM tasks
        WHERE deal_id = deals.id AND status = 'pending' AND due_at IS NOT NULL
        ORDER BY due_at + 36000 * (due_at % 86400 = 0) LIMIT 1))
      WHERE id IN (old.deal_id, new.deal_id);
    END;
    CREATE TRIGGER tasks_dropped AFTER DELETE ON tasks WHEN old.deal_id IS NOT NULL BEGIN
      UPDATE deals SET next_due_at = coalesce(parked_until, (
        SELECT due_at + 36000 * (due_at % 86400 = 0) FROM tasks
        WHERE deal_id = old.deal_id AND status = 'pending' AND due_at IS NOT NULL
        ORDER BY due_at + 36000 * (due_at % 86400 = 0) LIMIT 1))
      WHERE id = old.deal_id;
    END;

    """
}
