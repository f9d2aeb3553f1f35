import Screen

/// How help is set: sentences wrapped, and tables of two columns.
enum HelpText {
  /// Two columns; on a narrow terminal the sentences stand under what they explain.
  static func columns(_ rows: [(String, String)], width: Int) -> [String] {
    let left = width < 60 ? 4 : min(28, (rows.map(\.0.count).max() ?? 0) + 2)
    return rows.flatMap { usage, summary in
      let lines = wrapped(summary, width: width - left - 2)
      let indent = String(repeating: " ", count: left + 2)
      if usage.count + 2 > left { return ["  " + usage] + lines.map { indent + $0 } }
      let first = "  " + usage + String(repeating: " ", count: left - usage.count)
      return [first + (lines.first ?? "")] + lines.dropFirst().map { indent + $0 }
    }
  }

  static func wrapped(_ text: String, width: Int) -> [String] { Screen.wrapped(text, to: max(20, width)) }
}
