import Sales

/// Looks through every row for values that no rule of ours writes.
struct RowCheck {
  let connection: Connection

  /// Hands on a line for each value that is not one of its field's.
  func values(of table: Table, _ take: (String) -> Void) throws(StoreError) {
    let columns = table.columns
    try connection.each("SELECT \(table.sql.list) FROM \(table.rawValue)", []) { row in
      for (index, column) in columns.enumerated() {
        guard let fault = fault(of: column, in: row, index) else { continue }
        take("\(table.rawValue) \(row.name): \(column.name) is \(fault)")
      }
    }
    let json = columns.filter { $0.kind == .json }.map(\.name)
    for name in json {
      try connection.each(
        """
        SELECT id FROM \(table.rawValue)
        WHERE \(name) <> '{}' AND NOT (json_valid(\(name)) AND json_type(\(name)) = 'object')
        """, []
      ) { row in take("\(table.rawValue) \(row.name): \(name) is not a JSON object") }
    }
  }

  /// What stands there instead of a value; nil for a value.
  private func fault(of column: Column, in row: Statement, _ index: Int) -> String? {
    switch row.kind(index) {
    case .null: return column.isRequired || column.name == "id" ? "missing" : nil
    case .real, .blob: return "of the wrong type"
    case .integer:
      let number = row.integer(index)
      // What stands for the unknown day of a closing.
      if column.name == "closed_at", number == StoredClosing.unknown { return nil }
      return column.kind.takes(number) ? nil : "\(number)"
    case .text: return textFault(of: column, in: row, index)
    }
  }

  private func textFault(of column: Column, in row: Statement, _ index: Int) -> String? {
    // What nearly every text is, without making one of it.
    if case .id(let prefix) = column.kind, row.isID(index, prefix) { return nil }
    let isText = column.kind == .text || column.kind == .json
    if isText, row.isPlain(index), column.kind == .json || !row.isEmpty(index) { return nil }
    guard let text = row.validText(index) else { return "not valid UTF-8" }
    if text.utf8.contains(0) { return "text with a NUL" }
    return column.kind.takes(text) ? nil : Scalar.text(text).shown
  }

  /// Every edit can be read and undone.
  func journal(_ take: (String) -> Void) throws(StoreError) {
    try connection.each("SELECT number, row_id, kind, fields FROM edits", []) { row in
      if let fault = editFault(row) { take("edit \(row.integer(0)) of \(row.text(1)) \(fault)") }
    }
    try connection.each(
      "SELECT id, at FROM actions WHERE at NOT BETWEEN \(Limits.moments.lowerBound) AND \(Limits.moments.upperBound)",
      []
    ) { row in take("actions \(row.text(0)): at is \(row.integer(1))") }
    try connection.each("SELECT id FROM actions", []) { row in
      if ActionID(row.text(0)) == nil { take("actions \(row.name): id is not an id") }
    }
  }

  private func editFault(_ row: Statement) -> String? {
    guard let key = Key(id: row.text(1)) else { return "names no row" }
    guard let kind = JournalEntry.Kind(rawValue: row.text(2)) else { return "is of no kind: \(row.text(2))" }
    if kind == .create, row.text(3) == "{}" { return nil }
    guard row.validText(3) != nil, let fields = JournalText.decode(row.text(3)) else { return "cannot be read" }
    switch kind {
    case .create: return fields.isEmpty ? nil : "is a create with fields"
    case .update:
      let isKnown = fields.allSatisfy { field in
        guard let column = key.table.column(field.name) else { return false }
        return column.takes(field.before) && column.takes(field.after)
      }
      return isKnown && !fields.isEmpty ? nil : "has a field that cannot be read"
    case .delete:
      return JournalEntry(key: key, kind: kind, fields: fields).deletedRow == nil ? "does not hold its row" : nil
    }
  }
}

extension Column {
  /// Whether the field can have that value, be it none.
  fileprivate func takes(_ value: Scalar) -> Bool {
    switch value {
    case .null: true
    case .integer(let number): number == StoredClosing.unknown || kind.takes(number)
    case .text(let text): kind.takes(text)
    }
  }
}

extension FieldKind {
  /// Whether the number is one of its values.
  func takes(_ number: Int64) -> Bool {
    switch self {
    case .money: number >= 0
    case .moment, .date: Limits.moments.contains(number)
    case .number(let range): range.contains(number)
    case .flag: number == 0 || number == 1
    case .id, .text, .currency, .word, .color, .json: false
    }
  }

  /// Whether the text is one of its values; JSON is looked at by SQLite.
  func takes(_ text: String) -> Bool {
    switch self {
    case .id(let prefix): Key(id: text).map { $0.table.idPrefix == prefix } ?? false
    case .text: !text.isEmpty
    case .currency: Currency(text) != nil
    case .word(let words): words.contains(text)
    case .color: HexColor(text) != nil
    case .json: true
    case .money, .moment, .date, .number, .flag: false
    }
  }
}

extension Scalar {
  /// The value in a sentence, cut where it is long.
  var shown: String {
    switch self {
    case .null: "missing"
    case .integer(let number): "\(number)"
    case .text(let text): "\"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
    }
  }
}
