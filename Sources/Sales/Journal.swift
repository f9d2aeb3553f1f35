extension Edit {
  /// What the journal keeps of it; nil when nothing changed. A create holds no fields, a delete all of them.
  package var journalEntry: JournalEntry? {
    guard let before else { return JournalEntry(key: key, kind: .create, fields: []) }
    let columns = key.table.columns
    guard let after else {
      let fields = zip(columns, before.scalars).map { column, old in
        JournalEntry.FieldChange(name: column.name, before: old, after: .null)
      }
      return JournalEntry(key: key, kind: .delete, fields: fields)
    }
    guard before != after else { return nil }
    var fields: [JournalEntry.FieldChange] = []
    for (column, (old, new)) in zip(columns, zip(before.scalars, after.scalars)) where old != new {
      fields.append(JournalEntry.FieldChange(name: column.name, before: old, after: new))
    }
    return JournalEntry(key: key, kind: .update, fields: fields)
  }
}

extension JournalEntry {
  /// The row that a delete took away; nil for the other kinds, and when the fields are not those of the table.
  package var deletedRow: Row? {
    guard kind == .delete else { return nil }
    return Row(table: key.table, scalars: fields.map(\.before))
  }
}
