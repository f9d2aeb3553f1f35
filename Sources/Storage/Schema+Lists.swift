extension Schema {
  // What the contract's lists of deals are read by: each filter in the order of ids, each sort with the id behind it.
  // The indexes of contact and company replace ones that served only the reference.
  static let lists = """
    DROP INDEX deals_by_contact;
    DROP INDEX deals_by_company;
    CREATE INDEX deals_by_contact ON deals (contact_id, id);
    CREATE INDEX deals_by_company ON deals (company_id, id);
    CREATE INDEX deals_by_owner ON deals (owner_id, id);
    CREATE INDEX deals_by_status ON deals (status, id);
    CREATE INDEX deals_by_pipeline ON deals (pipeline_id, id);
    CREATE INDEX deals_in_stage ON deals (stage_id, id);

    CREATE INDEX deals_misdated ON deals (id) WHERE \(misdated);

    CREATE INDEX deals_sorted_by_created ON deals (created_at, id);
    CREATE INDEX deals_sorted_by_updated ON deals (updated_at, id);
    CREATE INDEX deals_sorted_by_value ON deals (value, id);
    CREATE INDEX deals_sorted_by_name ON deals (name, id);
    CREATE INDEX deals_sorted_by_close ON deals (expected_close, id);
    CREATE INDEX deals_sorted_by_activity ON deals (last_activity_at, id);
    CREATE INDEX deals_sorted_by_entry ON deals (stage_entered_at, id);

    """

  // What is to be done, by the day, whatever deal it is for.
  static let agenda = """
    CREATE INDEX tasks_by_due ON tasks (due_at, id DESC) WHERE status = 'pending' AND due_at IS NOT NULL;

    """

  // What filters and sums look through: of each deal the little that most terms ask for, so that no row is fetched for
  // those that do not match.
  static let filters = """
    ALTER TABLE deals ADD COLUMN words TEXT NOT NULL DEFAULT '';
    UPDATE deals SET words = \(words);
    CREATE TRIGGER deals_named AFTER INSERT ON deals BEGIN
      UPDATE deals SET words = \(words) WHERE id = new.id;
    END;
    CREATE TRIGGER deals_renamed AFTER UPDATE OF name_folded, company_id, contact_id ON deals BEGIN
      UPDATE deals SET words = \(words) WHERE id = new.id;
    END;
    CREATE TRIGGER companies_renamed AFTER UPDATE OF name_folded ON companies BEGIN
      UPDATE deals SET words = \(words) WHERE company_id = new.id;
    END;
    CREATE TRIGGER contacts_renamed AFTER UPDATE OF name_folded ON contacts BEGIN
      UPDATE deals SET words = \(words) WHERE contact_id = new.id;
    END;
    CREATE INDEX deals_for_filters ON deals (
      closed_at, stage_id, status, currency, value, owner_id, company_id, contact_id, expected_close, next_due_at,
      touched_at, stage_entered_at, id, words);
    CREATE INDEX deals_parked_until ON deals (parked_until) WHERE parked_until IS NOT NULL;

    """

  // Every deal is looked at, so what counts is how little is read: the identifiers that hardly any term asks for are left
  // to the row, and what the others ask for is here, such as all that tells whether a deal needs attention. Two orders of
  // columns tell by themselves what many of their deals are passed over for: a next step, and having been won.
  static let narrowerFilters = """
    DROP INDEX deals_for_filters;
    CREATE INDEX deals_for_filters ON deals (
      closed_at, stage_id, words, value, currency, status, owner_id, expected_close, next_due_at, parked_until,
      stage_entered_at, touched_at, created_at, source, loss_reason, id);
    DROP INDEX deals_by_urgency;
    CREATE INDEX deals_by_urgency ON deals (stage_id, next_due_at, stage_entered_at, id, parked_until)
      WHERE closed_at IS NULL;
    DROP INDEX deals_by_stage;
    CREATE INDEX deals_by_stage ON deals (stage_id, closed_at, id, status);

    """

  // More letters are folded than when the names were written, such as İ.
  static let foldedNames = """
    UPDATE users SET name_folded = folded(name) WHERE name_folded <> folded(name);
    UPDATE companies SET name_folded = folded(name) WHERE name_folded <> folded(name);
    UPDATE contacts SET name_folded = folded(\(displayName)) WHERE name_folded <> folded(\(displayName));
    UPDATE deals SET name_folded = folded(name) WHERE name_folded <> folded(name);

    """
  static let displayName = "coalesce(first_name || ' ' || last_name, first_name, last_name, email)"

  /// All that a word is looked for in: the folded names of a deal, of its company and of its contact, a line each.
  static let words = words(company: "company_id", contact: "contact_id", name: "name_folded")

  /// The same of what stands for the three columns.
  static func words(company: String, contact: String, name: String) -> String {
    """
    \(name) || char(10) || coalesce((SELECT name_folded FROM companies WHERE id = \(company)), '')
    || char(10) || coalesce((SELECT name_folded FROM contacts WHERE id = \(contact)), '')
    """
  }

  // A deal's words come with its row, since setting them afterwards wrote the row twice. The trigger is for rows without:
  // those of other programs, and of an older dealboard that has the file open meanwhile. The indexes serve an import,
  // which asks for a name within a company; SQLite answered that by walking through all that the company has.
  static let wordsAtOnce = """
    DROP TRIGGER deals_named;
    CREATE TRIGGER deals_named AFTER INSERT ON deals WHEN new.words = '' BEGIN
      UPDATE deals SET words = \(words) WHERE id = new.id;
    END;
    DROP INDEX deals_by_name;
    CREATE INDEX deals_by_name ON deals (name_folded, company_id, id);
    DROP INDEX contacts_by_name;
    CREATE INDEX contacts_by_name ON contacts (name_folded, company_id, id);

    """

  // A list by amount asks for the status too, which then needs no look at the row.
  static let valuesWithStatus = """
    DROP INDEX deals_sorted_by_value;
    CREATE INDEX deals_sorted_by_value ON deals (value, id, status);

    """

  /// Whether a deal's id holds another second than that of its creation, as in files from before ids held it. The first
  /// ten of an id's 26 characters are its milliseconds since 1970 (RFC 9562 §5.7).
  static let misdated = "(\(milliseconds)) / 1000 <> max(0, created_at)"
  private static let milliseconds =
    (0..<10).map { index in
      "((instr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(id, \(6 + index), 1)) - 1) << \(45 - 5 * index))"
    }.joined(separator: " + ")
}
