/// Reads comma-separated values row by row (RFC 4180), as programs really write them: any line end, cells with quotes,
/// separators and line breaks in them, a stray quote inside a plain cell.
struct CSVReader {
  private let bytes: [UInt8]
  private let separator: UInt8
  private let quoting: CSVQuoting
  private var index: Int
  private var line: Int
  private var lineStart: Int
  /// How many cells the last row has.
  private var lastCount = 0

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// `bytes` are UTF-8; the first row begins at `start`, which is on that line.
  init(_ bytes: [UInt8], from start: Int = 0, line: Int = 1, separator: CSVSeparator, quoting: CSVQuoting = .doubled) {
    self.bytes = bytes
    self.separator = separator.byte
    self.quoting = quoting
    self.line = line
    index = start
    lineStart = start
  }

  /// The next row, of one empty cell for an empty line; nil at the end.
  mutating func next() throws(CSVError) -> TableRow? {
    if index == bytes.count { return nil }
    let start = line
    var cells: [String] = []
    cells.reserveCapacity(lastCount)
    repeat {
      cells.append(try isNext(Self.quote) ? quotedCell() : plainCell())
    } while skipSeparator()
    lastCount = cells.count
    skipLineEnd()
    return TableRow(line: start, cells: cells)
  }

  private mutating func plainCell() -> String {
    let start = index
    while index < bytes.count, bytes[index] != separator, !isLineEnd(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quotedCell() throws(CSVError) -> String {
    let opening = CSVError(.unclosedQuote, line: line, column: column)
    var content: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if quoting == .backslash, byte == Self.backslash, isNext(Self.quote) || isNext(Self.backslash) {
        content.append(bytes[index])
        index += 1
      } else if byte != Self.quote {
        content.append(byte)
        if byte == Self.lineFeed || byte == Self.carriageReturn && !isNext(Self.lineFeed) { beginLine() }
      } else if isNext(Self.quote) {
        content.append(byte)
        index += 1
      } else {
        guard index == bytes.count || bytes[index] == separator || isLineEnd(bytes[index]) else {
          throw CSVError(.textAfterQuote, line: line, column: column)
        }
        return String(decoding: content, as: UTF8.self)
      }
    }
    throw opening
  }

  private func isNext(_ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

  private mutating func skipSeparator() -> Bool {
    guard isNext(separator) else { return false }
    index += 1
    return true
  }

  private mutating func skipLineEnd() {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    index += 1
    if byte == Self.carriageReturn, isNext(Self.lineFeed) { index += 1 }
    beginLine()
  }

  private mutating func beginLine() {
    line += 1
    lineStart = index
  }

  /// The character of the line at which `index` stands, from 1.
  private var column: Int {
    bytes[lineStart..<index].count { $0 & 0b1100_0000 != 0b1000_0000 } + 1
  }
}

/// Where a file stops being comma-separated values; everything after it would be guesswork.
struct CSVError: Error, Hashable, Sendable {
  let fault: Fault
  let line: Int
  /// The character of the line, from 1.
  let column: Int

  enum Fault: Hashable, Sendable {
    case unclosedQuote
    case textAfterQuote
  }

  init(_ fault: Fault, line: Int, column: Int) {
    self.fault = fault
    self.line = line
    self.column = column
  }
}
