/// What stands between the cells of a row.
enum CSVSeparator: String, CaseIterable, Hashable, Sendable {
  case comma = ","
  case semicolon = ";"
  case tab = "\t"
  case pipe = "|"

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .pipe: UInt8(ascii: "|")
    }
  }

  /// As reports say it and as an option names it.
  var word: String {
    switch self {
    case .comma: "comma"
    case .semicolon: "semicolon"
    case .tab: "tab"
    case .pipe: "pipe"
    }
  }

  /// The separator that people type, by its word or as it is; nil for anything else.
  init?(typed text: String) {
    guard let known = Self.allCases.first(where: { $0.word == text.lowercased() || $0.rawValue == text }) else {
      return nil
    }
    self = known
  }

  /// The cells as one line of a file, quoted where needed, with its line end (RFC 4180 ends lines with CR LF).
  func line(_ cells: [String]) -> String {
    cells.map { cell in
      // A spreadsheet may take another separator than the file's for the one.
      let needsQuotes = cell.utf8.contains {
        $0 == byte || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\"")
          || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
      }
      return needsQuotes
        ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : cell
    }.joined(separator: rawValue) + "\r\n"
  }
}
