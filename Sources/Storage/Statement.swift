import CSQLite
import Sales

/// A prepared statement: values bound, rows stepped through.
final class Statement {
  private let handle: OpaquePointer
  private let database: OpaquePointer
  /// What SQLite's counters, which only rise, stood at when they were last read.
  private var seen = Counters()
  /// The texts of the values bound, one behind the other.
  private var room: UnsafeMutablePointer<CChar>
  private var roomLength = 256
  /// More room than this is given back with the next values.
  private static let mostKept = 65_536
  /// The connection's count of uses at the last one.
  var lastUse = 0

  private struct Counters {
    var steps: Int32 = 0
    var fullScanSteps: Int32 = 0
    var sorts: Int32 = 0
  }

  init(_ sql: String, on database: OpaquePointer) throws(StoreError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw StoreError(code, of: database) }
    self.handle = handle
    self.database = database
    room = .allocate(capacity: roomLength)
  }

  deinit {
    sqlite3_finalize(handle)
    room.deallocate()
  }

  /// Whether it stands on a row, which its use inside its own loop would lose.
  var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

  /// Binds the values from position 1 on.
  func bind(_ values: [Scalar]) throws(StoreError) {
    var length = 1
    for case .text(let text) in values { length += text.utf8.count }
    makeRoom(length)
    var place = 0
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1), &place)
      guard code == SQLITE_OK else { throw StoreError(code, of: database) }
    }
  }

  private func bind(_ value: Scalar, at position: Int32, _ place: inout Int) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, position)
    case .integer(let number): return sqlite3_bind_int64(handle, position, number)
    case .text(var text):
      let start = room + place
      let count = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          if let first = characters.baseAddress { start.update(from: first, count: characters.count) }
        }
        return bytes.count
      }
      place += count
      // Without a destructor SQLite copies nothing: the bytes stay until the next values are bound.
      return sqlite3_bind_text(handle, position, start, Int32(count), nil)
    }
  }

  private func makeRoom(_ length: Int) {
    guard length > roomLength || roomLength > Self.mostKept else { return }
    room.deallocate()
    roomLength = max(length, 256)
    room = .allocate(capacity: roomLength)
  }

  /// Goes to the next row; false when there is none.
  func step() throws(StoreError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw StoreError(code, of: database)
    }
  }

  /// Ends the run, and with it the lock that an unfinished one holds.
  func reset(adding counts: inout StoreCounts) {
    sqlite3_reset(handle)
    let now = Counters(
      steps: sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 0),
      fullScanSteps: sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0),
      sorts: sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_SORT, 0))
    counts.statements += 1
    // The counters have 32 bits and wrap.
    counts.steps += Int(UInt32(bitPattern: now.steps &- seen.steps))
    counts.fullScanSteps += Int(UInt32(bitPattern: now.fullScanSteps &- seen.fullScanSteps))
    counts.sorts += Int(UInt32(bitPattern: now.sorts &- seen.sorts))
    seen = now
  }
}

// The row that the statement stands on; columns count from 0.
extension Statement {
  func scalar(_ column: Int) -> Scalar {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: StoredClosing.scalar(integer(column))
    case SQLITE_NULL: .null
    default: .text(text(column))
    }
  }

  /// How a value is stored.
  enum Kind {
    case null, integer, real, text, blob
  }

  func kind(_ column: Int) -> Kind {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  /// The text; nil for bytes that are not UTF-8.
  func validText(_ column: Int) -> String? {
    guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(validating: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The bytes of a text, which are SQLite's until the next step.
  private func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(handle, Int32(column))
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  /// Whether the text is an id with the prefix, as they are written.
  func isID(_ column: Int, _ prefix: String) -> Bool {
    let bytes = bytes(column)
    let start = prefix.utf8.count
    guard bytes.count == start + 27, bytes[start] == UInt8(ascii: "_"), bytes[start + 1] <= UInt8(ascii: "7"),
      bytes.starts(with: prefix.utf8)
    else { return false }
    return bytes[(start + 1)...].allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "O"), UInt8(ascii: "U"): false
      default: byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      }
    }
  }

  func isEmpty(_ column: Int) -> Bool { sqlite3_column_bytes(handle, Int32(column)) == 0 }

  /// Whether the text has nothing but ASCII, and no NUL.
  func isPlain(_ column: Int) -> Bool { bytes(column).allSatisfy { $0 != 0 && $0 < 0x80 } }

  /// The row in a sentence: what stands in its first column.
  var name: String {
    let name = text(0)
    return name.isEmpty ? "without an id" : String(name.prefix(40))
  }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  func text(_ column: Int) -> String {
    guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return "" }
    // The length comes from SQLite, not from a terminating zero, since a text may hold one.
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The first three bytes of a text as one number, the first the highest.
  func letters(_ column: Int) -> UInt32 {
    guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return 0 }
    let count = min(3, Int(sqlite3_column_bytes(handle, Int32(column))))
    return (0..<count).reduce(0) { $0 << 8 | UInt32(bytes[$1]) }
  }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }

  func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  func scalars(_ columns: Range<Int>) -> [Scalar] { columns.map { scalar($0) } }

  /// The value of that type; throws when what is stored is none, as only another program can have written it.
  func value<Value: ScalarConvertible>(_ column: Int, as type: Value.Type = Value.self) throws(StoreError) -> Value {
    let scalar = scalar(column)
    guard let value = Value(scalar: scalar) else {
      throw .damaged("\(scalar.shown) is stored where \(Self.wanted(type)) should be")
    }
    return value
  }

  private static func wanted(_ type: Any.Type) -> String {
    switch type {
    case is Timestamp.Type: "a time"
    case is Currency.Type: "a currency"
    default: "an id"
    }
  }
}
