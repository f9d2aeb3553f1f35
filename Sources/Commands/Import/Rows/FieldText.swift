import Sales

/// Reads the fields of rows: a word that people gave a meaning is what they said, a word for nothing is empty.
struct FieldText: Sendable {
  let columns: ColumnMap
  private let answers: ValueAnswers
  /// A file of our own writes nothing as nothing: a deal may be called `NA`.
  private let isExport: Bool

  init(_ columns: ColumnMap, answers: ValueAnswers, isExport: Bool) {
    self.columns = columns
    self.answers = answers
    self.isExport = isExport
  }

  /// Whether a column is read as the field.
  func has(_ field: ImportField) -> Bool { columns.sources[field] != nil }

  /// The word as the file has it, whatever it means; empty where the row says nothing.
  func word(_ field: ImportField, _ row: TableRow) -> String {
    let text = columns.text(field, row.cells)
    return answers.has(text, in: field) || !self(field, row).isEmpty ? text : ""
  }

  /// Empty where the row says nothing.
  func callAsFunction(_ field: ImportField, _ row: TableRow) -> String {
    let text = columns.text(field, row.cells)
    if text.isEmpty { return "" }
    let meant = answers.meaning(of: text, in: field)
    return meant == text && !isExport && NullWords.isNull(text, in: field) ? "" : meant
  }
}
