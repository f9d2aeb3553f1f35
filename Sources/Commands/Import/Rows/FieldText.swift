import Sales

/// Reads the fields of rows: a word that people gave a meaning is what they said, a word for nothing is empty.
struct FieldText: Sendable {
  let columns: ColumnMap
  private let answers: ValueAnswers
  /// Whether the file writes nothing as nothing, as our own do: a deal may be called `NA`.
  private let isLiteral: Bool
  /// The field's columns by its ordinal.
  private let sources: [[Template]?]

  init(_ columns: ColumnMap, answers: ValueAnswers, isLiteral: Bool) {
    self.columns = columns
    self.answers = answers
    self.isLiteral = isLiteral
    sources = ImportField.allCases.map { columns.sources[$0] }
  }

  /// Whether a column is read as the field.
  func has(_ field: ImportField) -> Bool { sources[field.ordinal] != nil }

  /// The word as the file has it, whatever it means: of several columns the first that says something; empty where none
  /// does.
  func word(_ field: ImportField, _ row: TableRow) -> String { found(field, row)?.word ?? "" }

  /// What the word means; empty where the row says nothing.
  func callAsFunction(_ field: ImportField, _ row: TableRow) -> String { found(field, row)?.meaning ?? "" }

  private func found(_ field: ImportField, _ row: TableRow) -> (word: String, meaning: String)? {
    guard let templates = sources[field.ordinal] else { return nil }
    for template in templates {
      let text = template.text(row.cells)
      if text.isEmpty { continue }
      if answers.has(text, in: field) { return (text, answers.meaning(of: text, in: field)) }
      if isLiteral || !NullWords.isNull(text, in: field) { return (text, text) }
    }
    return nil
  }
}
