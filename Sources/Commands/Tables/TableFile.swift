/// The table in a file: the names of its columns and its rows. What stands around a table, as spreadsheets and reports
/// write it, is counted and left out: titles above, blank rows, totals and notes below.
struct TableFile {
  let header: [String]
  /// The line of the file that names the columns, from 1; 0 where there is no such line.
  let headerLine: Int
  /// How many rows a scan gives.
  let rowCount: Int
  /// What a scan does not give.
  let leftOut: LeftOutRows
  /// How many rows have more filled cells than the header has columns.
  let wideRowCount: Int
  /// What each column of the header holds.
  let profiles: [ColumnProfile]
  private let source: any TableSource
  private let leftOutLines: Set<Int>
  /// Whether the first row was taken for data, without anybody having said so.
  private let isFoundHeaderless: Bool

  private static let headerlessNote =
    "The first row looks like data, so the columns are numbered. --header-line 1 takes it for their names."

  /// Reads the source once to its end.
  /// - Throws: a fault anywhere in the file, so that a later scan finds none.
  init(_ source: any TableSource, options: TableOptions = TableOptions()) throws(TableError) {
    let header = try Self.header(of: source, stated: options.headerLine)
    var sorter = RowSorter(header: header)
    try source.scan { row in
      if row.line != header.line { sorter.add(row) }
      return .next
    }
    sorter.finish()
    self.source = source
    isFoundHeaderless = header.line == 0 && options.headerLine == nil && source.headerLine == nil
    self.header = header.cells
    headerLine = header.line
    rowCount = sorter.rowCount
    wideRowCount = sorter.wideRowCount
    leftOut = sorter.leftOut
    profiles = sorter.profiles
    leftOutLines = sorter.leftOutLines
  }

  /// How the file is written.
  var form: TableForm { source.form }
  /// Whether a text such as `n/a` is one, and not a word for nothing.
  var isLiteral: Bool { source.isLiteral }
  /// Whether numbers that stand for days count them from 1904.
  var startsIn1904: Bool { source.startsIn1904 }
  /// The sheets of a workbook that have rows.
  var sheets: [String] { source.sheets }
  /// What people should know of the file besides its rows, a sentence each.
  var notes: [String] { (isFoundHeaderless ? [Self.headerlessNote] : []) + source.notes }

  /// Gives each row below the header that is not left out, until `body` says to stop.
  func scan(_ body: (TableRow) -> ScanStep) throws(TableError) {
    try source.scan { row in
      row.line <= headerLine || leftOutLines.contains(row.line) || row.isBlank ? .next : body(row)
    }
  }

  /// Gives each row below the header that is not left out.
  func forEach(_ body: (TableRow) -> Void) throws(TableError) {
    try scan { row in
      body(row)
      return .next
    }
  }

  private static func header(of source: any TableSource, stated: Int?) throws(TableError) -> TableRow {
    if stated == 0 { return try numbered(source) }
    let line = stated ?? source.headerLine
    var first: [TableRow] = []
    try source.scan { row in
      if row.isBlank || line.map({ row.line < $0 }) == true { return .next }
      first.append(row)
      return line != nil || first.count == HeaderLine.reach ? .stop : .next
    }
    if let line, let row = first.first, row.line == line { return row }
    if let stated { throw .noHeader(line: stated) }
    if line == nil, HeaderLine.isMissing(first) { return try numbered(source) }
    guard let header = HeaderLine.find(first) else { throw .empty }
    return header
  }

  /// The header of a file without one: `Column 1`, as many as the widest row has.
  private static func numbered(_ source: any TableSource) throws(TableError) -> TableRow {
    var width = 0
    try source.scan { row in
      if !row.isBlank { width = max(width, row.cells.count) }
      return .next
    }
    guard width > 0 else { throw .empty }
    return TableRow(line: 0, cells: (1...width).map { "Column \($0)" })
  }
}

extension TableFile {
  /// Reads text: one JSON object a line, or cells with a separator between them.
  init(bytes: [UInt8], options: TableOptions = TableOptions()) throws(TableError) {
    let text = DecodedText(bytes, stated: options.encoding)
    if options.separator == nil, JSONLinesSource.isLikely(text) {
      try self.init(try JSONLinesSource(text), options: options)
      return
    }
    let source = CSVSource(text, stated: options.separator)
    let plain = Result { () throws(TableError) in try TableFile(source, options: options) }
    // A backslash before a quote is part of the text, unless only as an escape it leaves the rows whole.
    if case .success(let table) = plain, table.wideRowCount == 0 || !source.hasBackslashedQuotes {
      self = table
      return
    }
    guard source.hasBackslashedQuotes else {
      self = try plain.get()
      return
    }
    let escaped = Result { () throws(TableError) in try TableFile(source.withBackslashes, options: options) }
    switch (plain, escaped) {
    case (.success(let plain), .success(let escaped)):
      self = plain.wideRowCount <= escaped.wideRowCount ? plain : escaped
    case (.success(let table), .failure), (.failure, .success(let table)): self = table
    case (.failure(let plain), .failure(let escaped)): throw escaped.line > plain.line ? escaped : plain
    }
  }
}
