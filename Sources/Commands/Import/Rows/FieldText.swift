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

  /// Of several columns the first that says something; empty where none does.
  func callAsFunction(_ field: ImportField, _ row: TableRow) -> String {
    guard let templates = columns.sources[field] else { return "" }
    for template in templates {
      let text = template.text(row.cells)
      if text.isEmpty { continue }
      let meant = answers.meaning(of: text, in: field)
      if meant != text { return meant }
      if isExport || !NullWords.isNull(text, in: field) { return text }
    }
    return ""
  }
}
