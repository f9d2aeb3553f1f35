/// A whole file of comma-separated values: its header and its rows, and how it was written.
struct CSVTable: Hashable, Sendable {
  var header: [String]
  var rows: [CSVRow]
  var separator: CSVSeparator
  var encoding: TextEncoding

  /// Reads the file; separator and encoding are found from the bytes.
  init(bytes: [UInt8]) throws(CSVError) {
    let (text, encoding) = TextEncoding.decoded(bytes)
    self.encoding = encoding
    let named = Self.namedSeparator(text)
    separator = named ?? Self.mostFrequentSeparator(text)
    var reader = CSVReader(text, separator: separator)
    // The line `sep=;`, by which Excel is told the separator, is no header.
    if named != nil { _ = try reader.next() }
    guard let first = try reader.next() else { throw CSVError(.empty, line: 1, column: 1) }
    header = first.cells
    rows = []
    while let row = try reader.next() { rows.append(row) }
  }

  private static func namedSeparator(_ text: [UInt8]) -> CSVSeparator? {
    CSVSeparator.allCases.first { separator in
      let line = Array("sep=".utf8) + [separator.byte]
      guard text.starts(with: line) else { return false }
      return text.count == line.count || text[line.count] == UInt8(ascii: "\n")
        || text[line.count] == UInt8(ascii: "\r")
    }
  }

  /// The one that the header has most of outside quotes; the comma when it has none.
  private static func mostFrequentSeparator(_ text: [UInt8]) -> CSVSeparator {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      counts[byte, default: 0] += 1
    }
    var best = CSVSeparator.comma
    for separator in CSVSeparator.allCases where counts[separator.byte, default: 0] > counts[best.byte, default: 0] {
      best = separator
    }
    return best
  }

  /// The cells as one line of a file, quoted where needed, with its line end (RFC 4180 ends lines with CR LF).
  static func line(_ cells: [String], separator: CSVSeparator) -> String {
    cells.map { cell in
      let needsQuotes = cell.utf8.contains {
        $0 == separator.byte || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
      }
      return needsQuotes
        ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : cell
    }.joined(separator: separator.rawValue) + "\r\n"
  }
}
