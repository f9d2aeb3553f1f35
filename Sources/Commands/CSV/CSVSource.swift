/// Text with a separator between the cells of a row, in the form that its bytes show.
struct CSVSource: TableSource {
  let form: TableForm
  private let text: DecodedText
  private let separator: CSVSeparator
  /// Where the rows begin: behind a line that only names the separator.
  private let start: Int
  private let firstLine: Int
  private let quoting: CSVQuoting

  /// `stated` is the separator that people name; else the file's own line `sep=;` does, else its rows show it.
  init(_ text: DecodedText, stated: CSVSeparator? = nil) {
    let naming = CSVSeparatorLine(text)
    let start = naming?.end ?? text.start
    self.init(
      text, stated ?? naming?.separator ?? CSVSeparatorGuess(text, from: start).separator, from: start,
      line: naming == nil ? 1 : 2, .doubled)
  }

  private init(_ text: DecodedText, _ separator: CSVSeparator, from start: Int, line: Int, _ quoting: CSVQuoting) {
    self.text = text
    self.separator = separator
    self.start = start
    self.quoting = quoting
    firstLine = line
    form = .text(separator, text.encoding, replaced: text.replaced)
  }

  var headerLine: Int? { nil }

  var notes: [String] {
    guard let word = text.guessedWord else { return [] }
    return ["The letters look like \(text.encoding.rawValue), as in \"\(word)\". --encoding names another encoding."]
  }

  /// The same text where `\"` inside quotes is a quote.
  var withBackslashes: CSVSource { CSVSource(text, separator, from: start, line: firstLine, .backslash) }

  /// Whether `\"` stands anywhere.
  var hasBackslashedQuotes: Bool {
    var isEscape = false
    for byte in text.utf8[start...] {
      if isEscape, byte == UInt8(ascii: "\"") { return true }
      isEscape = byte == UInt8(ascii: "\\")
    }
    return false
  }

  func scan(_ body: (TableRow) -> ScanStep) throws(TableError) {
    var reader = CSVReader(text.utf8, from: start, line: firstLine, separator: separator, quoting: quoting)
    do {
      while let row = try reader.next() {
        if body(row) == .stop { return }
      }
    } catch {
      throw .csv(error)
    }
  }
}

/// How a quote is written inside quotes.
enum CSVQuoting: Hashable, Sendable {
  /// `""` (RFC 4180).
  case doubled
  /// `\"`, and `\\` for a backslash; `""` is read too.
  case backslash
}

/// The line `sep=;`, by which Excel is told the separator, bare or in quotes.
struct CSVSeparatorLine {
  let separator: CSVSeparator
  /// Where the next line begins.
  let end: Int

  /// Nil where the text does not begin with such a line.
  init?(_ text: DecodedText) {
    let bytes = text.utf8[text.start...].prefix(16)
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let plain = line.filter { $0 != UInt8(ascii: "\"") }
    let known = CSVSeparator.allCases.first { plain == Array("sep=".utf8) + [$0.byte] }
    guard let known else { return nil }
    separator = known
    var end = line.endIndex
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    self.end = end
  }
}

/// The separator that the first rows show.
struct CSVSeparatorGuess {
  let separator: CSVSeparator

  private static let reach = 60

  /// The one by which the header names most fields; of those alike the one by which most rows are of one width, then
  /// the one that makes most columns. The comma where none does.
  init(_ text: DecodedText, from start: Int) {
    var best = (separator: CSVSeparator.comma, known: 0, alike: 0, width: 0)
    for separator in CSVSeparator.allCases {
      let rows = Self.rows(text, from: start, separator)
      let widths = Dictionary(grouping: rows.map(\.cells.count).filter { $0 > 1 }, by: \.self).mapValues(\.count)
      guard let (width, alike) = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
      let known = HeaderLine.find(rows).map(HeaderLine.knownFields) ?? 0
      if (known, alike, width) > (best.known, best.alike, best.width) { best = (separator, known, alike, width) }
    }
    separator = best.separator
  }

  /// The first rows that are not blank, up to a fault.
  private static func rows(_ text: DecodedText, from start: Int, _ separator: CSVSeparator) -> [TableRow] {
    var reader = CSVReader(text.utf8, from: start, line: 1, separator: separator, quoting: .doubled)
    var rows: [TableRow] = []
    while rows.count < reach, let row = try? reader.next() {
      if !row.isBlank { rows.append(row) }
    }
    return rows
  }
}
