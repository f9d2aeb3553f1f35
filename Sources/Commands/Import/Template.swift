import Sales

/// Where a field's text comes from: one column, or columns and text between them such as `{product} · {account}`.
struct Template: Hashable, Sendable {
  private var parts: [Part] = []
  /// The text after the last column.
  private var after = ""
  /// The column that is all of it, as nearly always.
  private var plainColumn: Int?

  private struct Part: Hashable {
    /// The text before the column.
    let before: String
    let column: Int
  }

  init(column: Int) {
    parts = [Part(before: "", column: column)]
    plainColumn = column
  }

  /// The columns with a space between them.
  init(columns: [Int]) {
    parts = columns.enumerated().map { Part(before: $0.offset == 0 ? "" : " ", column: $0.element) }
  }

  /// Reads a template; `index` finds a column by the name inside braces. Text without braces is a column's name.
  init(_ text: String, index: (String) throws(ImportProblem) -> Int) throws(ImportProblem) {
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let column = try index(String(rest[rest.index(after: open)..<close]))
      parts.append(Part(before: String(rest[..<open]), column: column))
      rest = rest[rest.index(after: close)...]
    }
    if !parts.isEmpty {
      after = String(rest)
    } else if text.contains("{") {
      throw .badTemplate(text)
    } else {
      parts = [Part(before: "", column: try index(text))]
    }
    if parts.count == 1, parts[0].before.isEmpty, after.isEmpty { plainColumn = parts[0].column }
  }

  /// The columns that it reads.
  var columns: [Int] { parts.map(\.column) }

  /// The column that is all of it; nil for several or with text around.
  var onlyColumn: Int? { self == Template(column: columns[0]) ? columns[0] : nil }

  /// The text for a row; empty when every column is.
  ///
  /// Text between two columns stands only where both are filled, so that a missing one leaves no mark behind; brackets
  /// around a missing one go with it.
  func text(_ cells: [String]) -> String {
    if let plainColumn { return plainColumn < cells.count ? withoutFormulaGuard(cells[plainColumn].trimmed) : "" }
    var result = ""
    var dropped = ""
    for (number, part) in parts.enumerated() {
      let value = part.column < cells.count ? withoutFormulaGuard(cells[part.column].trimmed) : ""
      let before = Self.withoutCloser(part.before, after: dropped)
      dropped = value.isEmpty ? before : ""
      if value.isEmpty { continue }
      let isJoint = number > 0 && result.isEmpty
      result += isJoint ? value : before + value
      if isJoint { dropped = before }
    }
    return result.isEmpty ? "" : (result + Self.withoutCloser(after, after: dropped)).trimmed
  }

  /// The text without the bracket that closes one left out before.
  private static func withoutCloser(_ text: String, after dropped: String) -> String {
    for (open, close) in [("(", ")"), ("[", "]")] where dropped.contains(open) && text.hasPrefix(close) {
      return String(text.dropFirst())
    }
    return text
  }
}
