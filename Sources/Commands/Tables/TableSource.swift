/// The rows of a file, one after the other, as often as they are asked for. No rows are held between two scans, so a
/// file of any length fits.
///
/// A source gives every row that is there, blank ones and titles too; `TableFile` decides what they mean.
protocol TableSource {
  /// How the file is written.
  var form: TableForm { get }
  /// The line of the row that names the columns, where the format itself says it; nil to look for it.
  var headerLine: Int? { get }
  /// Whether a text such as `n/a` is one, and not a word for nothing.
  var isLiteral: Bool { get }
  /// Whether numbers that stand for days count them from 1904.
  var startsIn1904: Bool { get }
  /// The sheets of a workbook that have rows, in its order; empty for other files.
  var sheets: [String] { get }
  /// What people should know of the file besides its rows, a sentence each.
  var notes: [String] { get }
  /// Gives each row from the first on, until `body` says to stop.
  /// - Throws: where the file stops being what `form` says.
  func scan(_ body: (TableRow) -> ScanStep) throws(TableError)
}

extension TableSource {
  var notes: [String] { [] }
  var isLiteral: Bool { false }
  var startsIn1904: Bool { false }
  var sheets: [String] { [] }
}

/// Whether a scan goes on after a row.
enum ScanStep: Hashable, Sendable {
  case next, stop
}

/// One row of cells and the line of the file that it begins on, from 1.
struct TableRow: Hashable, Sendable {
  let line: Int
  var cells: [String]

  init(line: Int, cells: [String]) {
    self.line = line
    self.cells = cells
  }

  /// Whether no cell holds more than spaces.
  var isBlank: Bool { cells.allSatisfy { $0.utf8.allSatisfy(\.isSpace) || $0.allSatisfy(\.isWhitespace) } }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

/// How a file holds its table.
enum TableForm: Hashable, Sendable {
  /// Text with a separator between cells; `replaced` byte sequences were not text in that encoding and read as U+FFFD.
  case text(CSVSeparator, TextEncoding, replaced: Int)
  /// One JSON object a line.
  case jsonLines
  /// A workbook's sheet of that name.
  case sheet(String)

  var isSheet: Bool {
    if case .sheet = self { true } else { false }
  }

  /// As a report names it: `comma between columns, UTF-8`.
  var words: String {
    switch self {
    case .text(let separator, let encoding, replaced: _): "\(separator.word) between columns, \(encoding.rawValue)"
    case .jsonLines: "one JSON object a line"
    case .sheet(let name): "sheet \"\(name)\""
    }
  }

  /// Whether numbers have a point before their decimals where nothing shows a mark, as in formats that hold numbers.
  var hasDecimalPoint: Bool {
    switch self {
    case .jsonLines, .sheet: true
    case .text: false
    }
  }

  /// What stands between cells in a file that is written beside it, such as one of refused rows.
  var separator: CSVSeparator {
    switch self {
    case .text(let separator, _, replaced: _): separator
    case .jsonLines, .sheet: .comma
    }
  }
}

/// What people say about how a file is written; nil is found from the file itself.
struct TableOptions: Hashable, Sendable {
  var separator: CSVSeparator?
  var encoding: TextEncoding?
  /// The line that names the columns, from 1; 0 where none does and columns are numbered.
  var headerLine: Int?
  /// The sheet of a workbook.
  var sheet: String?

  init() {}
}

/// Why a file cannot be read as a table.
enum TableError: Error, Hashable, Sendable {
  case csv(CSVError)
  /// No row at all.
  case empty
  /// No row begins on the line that is said to name the columns.
  case noHeader(line: Int)
  /// A line that is not one JSON object.
  case json(line: Int, reason: String)
  /// Any other fault of a format, as one sentence without the file's name.
  case other(String)

  /// The line of the fault; 0 where the whole file is at fault.
  var line: Int {
    switch self {
    case .csv(let error): error.line
    case .noHeader(let line), .json(let line, reason: _): line
    case .empty, .other: 0
    }
  }

  /// One sentence without a full stop that says what to do.
  var sentence: String {
    switch self {
    case .csv(let error): error.sentence
    case .empty: "the file is empty; it needs a line of column names and a line for each deal"
    case .noHeader(let line): "no row begins on line \(line); name the line of the column names"
    case .json(let line, let reason): "line \(line): \(reason)"
    case .other(let sentence): sentence
    }
  }
}
