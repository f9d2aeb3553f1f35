/// What the program that reads workbooks tells the one that asked, in this order: the sheets, the rows of one of them,
/// its notes. A fault ends it at any place, and then no row may be kept.
package enum WorkbookRecord: Hashable, Sendable {
  /// And which of them is read.
  case sheets([Sheet], read: Int)
  case row(SheetRow)
  case notes(SheetNotes)
  /// A `WorkbookError` in words. It can name parts of the file.
  case fault(String)
}

// Each record is the length of its body, the number of its kind, and its parts in the order of their declaration.
// Numbers are seven bits a byte, the lowest first, with 128 added where more follow; texts and lists begin with their
// length; a number that may be missing is 0 then.

extension WorkbookRecord {
  /// How the reader ends after the notes, and after a fault.
  package static let wholeCode: Int32 = 0
  package static let faultCode: Int32 = 1

  package func write(to bytes: inout [UInt8]) {
    let body = body
    var length = RecordWriter()
    length.add(body.count)
    bytes += length.bytes
    bytes += body
  }

  private var body: [UInt8] {
    var body = RecordWriter()
    switch self {
    case .sheets(let sheets, let read):
      body.add(0)
      body.add(sheets) { body, sheet in
        body.add(sheet.name)
        body.add(Int(sheet.visibility.rawValue))
        body.add(sheet.hasRows ? 1 : 0)
        body.add(sheet.headerLine ?? 0)
      }
      body.add(read)
    case .row(let row):
      body.add(1)
      body.add(row.line)
      body.add(row.cells) { body, cell in
        body.add(cell.column)
        body.add(cell.text)
        body.add(cell.currency ?? "")
      }
    case .notes(let notes):
      body.add(2)
      for number in [notes.rows, notes.hiddenRows, notes.formulasWithoutResult] { body.add(number) }
      for counts in [notes.errors, notes.longNumbers] {
        body.add(counts.sorted { $0.key < $1.key }) { body, count in
          body.add(count.key)
          body.add(count.value)
        }
      }
      body.add(notes.headerLine ?? 0)
      body.add(notes.startsIn1904 ? 1 : 0)
    case .fault(let sentence):
      body.add(3)
      body.add(sentence)
    }
    return body.bytes
  }
}

private struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    var rest = UInt(max(0, number))
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }

  mutating func add<Element>(_ list: [Element], _ add: (inout RecordWriter, Element) -> Void) {
    self.add(list.count)
    for element in list { add(&self, element) }
  }
}

/// Finds the records in bytes that come in pieces of any size.
package struct WorkbookRecords {
  /// Bytes that are not records: the reader is of another version, or something else.
  package struct Garbled: Error, Hashable, Sendable {
    package init() {}
  }

  private var bytes: [UInt8] = []
  private var start = 0

  package init() {}

  package mutating func add(_ piece: [UInt8]) {
    bytes.removeFirst(start)
    start = 0
    bytes += piece
  }

  /// The next record; nil until more bytes are added.
  package mutating func next() throws(Garbled) -> WorkbookRecord? {
    var length = RecordParser(bytes[start...])
    // The length itself may still be on its way.
    guard let count = try? length.number() else {
      guard bytes.count - start < 10 else { throw Garbled() }
      return nil
    }
    guard count <= length.rest.count else { return nil }
    let end = length.rest.startIndex + count
    var parser = RecordParser(bytes[length.rest.startIndex..<end])
    let record = try parser.record()
    guard parser.rest.isEmpty else { throw Garbled() }
    start = end
    return record
  }
}

private struct RecordParser {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  mutating func record() throws(WorkbookRecords.Garbled) -> WorkbookRecord {
    switch try number() {
    case 0:
      return .sheets(try list { parser throws(WorkbookRecords.Garbled) in try parser.sheet() }, read: try number())
    case 1:
      return .row(
        SheetRow(line: try number(), cells: try list { parser throws(WorkbookRecords.Garbled) in try parser.cell() }))
    case 2: return .notes(try notes())
    case 3: return .fault(try text())
    default: throw WorkbookRecords.Garbled()
    }
  }

  mutating func number() throws(WorkbookRecords.Garbled) -> Int {
    var value = 0
    for shift in stride(from: 0, to: 63, by: 7) {
      guard let byte = rest.popFirst() else { throw WorkbookRecords.Garbled() }
      value |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw WorkbookRecords.Garbled()
  }

  private mutating func optional() throws(WorkbookRecords.Garbled) -> Int? {
    let number = try number()
    return number == 0 ? nil : number
  }

  private mutating func text() throws(WorkbookRecords.Garbled) -> String {
    let count = try number()
    guard count <= rest.count else { throw WorkbookRecords.Garbled() }
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }

  /// Every element takes a byte at least, so that a wrong count makes no long list.
  private mutating func list<Element>(
    _ element: (inout RecordParser) throws(WorkbookRecords.Garbled) -> Element
  ) throws(WorkbookRecords.Garbled) -> [Element] {
    let count = try number()
    guard count <= rest.count else { throw WorkbookRecords.Garbled() }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try element(&self)) }
    return list
  }

  private mutating func sheet() throws(WorkbookRecords.Garbled) -> Sheet {
    let name = try text()
    guard let raw = UInt8(exactly: try number()), let visibility = Sheet.Visibility(rawValue: raw) else {
      throw WorkbookRecords.Garbled()
    }
    return Sheet(name: name, visibility: visibility, hasRows: try number() == 1, headerLine: try optional())
  }

  private mutating func cell() throws(WorkbookRecords.Garbled) -> SheetCell {
    let (column, text, currency) = (try number(), try text(), try text())
    return SheetCell(column: column, text: text, currency: currency.isEmpty ? nil : currency)
  }

  private mutating func notes() throws(WorkbookRecords.Garbled) -> SheetNotes {
    var notes = SheetNotes()
    notes.rows = try number()
    notes.hiddenRows = try number()
    notes.formulasWithoutResult = try number()
    notes.errors = try counts()
    notes.longNumbers = try counts()
    notes.headerLine = try optional()
    notes.startsIn1904 = try number() == 1
    return notes
  }

  private mutating func counts() throws(WorkbookRecords.Garbled) -> [Int: Int] {
    let pairs = try list { parser throws(WorkbookRecords.Garbled) in (try parser.number(), try parser.number()) }
    return Dictionary(pairs) { _, later in later }
  }
}
