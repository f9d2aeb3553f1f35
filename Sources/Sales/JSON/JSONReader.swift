extension JSON {
  /// What a body may hold at most. RFC 8259 §9 lets a reader set such limits; these keep a hostile body from taking the
  /// memory or the stack.
  package enum Limits {
    package static let bytes = 16 << 20
    package static let depth = 64
    package static let values = 1_000_000
  }

  /// Reads exactly one value in UTF-8. Throws the first fault with its offset; never takes part of a document.
  ///
  /// `depth` is how deep it may be nested: what goes out wraps what came in, so whoever reads that allows more.
  package init(utf8 bytes: [UInt8], depth: Int = Limits.depth) throws(JSONError) {
    guard bytes.count <= Limits.bytes else { throw JSONError(.tooLong, at: Limits.bytes) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONError(.byteOrderMark, at: 0) }
    // Everything after this may take the bytes for whole characters.
    if let offset = UTF8Check.firstFault(in: bytes) { throw JSONError(.notUTF8, at: offset) }
    var reader = JSONReader(bytes, depth: depth)
    self = try reader.document()
  }

  /// Reads exactly one value, as `init(utf8:)` does.
  package init(_ text: String) throws(JSONError) {
    try self.init(utf8: Array(text.utf8))
  }
}

/// Walks over the bytes once, with no way back.
struct JSONReader {
  let bytes: [UInt8]
  var offset = 0
  private var values = 0
  private let depth: Int

  init(_ bytes: [UInt8], depth: Int) {
    self.bytes = bytes
    self.depth = depth
  }

  /// The byte at the offset; nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard next == nil else { throw fault(.expected(.end)) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    skipSpace()
    values += 1
    guard values <= JSON.Limits.values else { throw fault(.tooManyValues) }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .some(UInt8(ascii: "-")), .some(48...57): return .number(try number())
    case nil: throw fault(.unfinished)
    default: throw fault(.expected(.value))
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSON {
    try enter(depth)
    if skip("]") { return .array([]) }
    var items: [JSON] = []
    repeat {
      skipSpace()
      if next == UInt8(ascii: "]") { throw fault(.trailingComma) }
      items.append(try value(depth: depth))
    } while skip(",")
    guard skip("]") else { throw expected(.commaOrBracket) }
    return .array(items)
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSON {
    try enter(depth)
    if skip("}") { return .object([]) }
    var members: [JSON.Member] = []
    var names = NameSet()
    repeat {
      skipSpace()
      if next == UInt8(ascii: "}") { throw fault(.trailingComma) }
      guard next == UInt8(ascii: "\"") else { throw expected(.name) }
      let start = offset
      let name = try string()
      guard names.insert(name, after: members) else { throw JSONError(.duplicate(name), at: start) }
      guard skip(":") else { throw expected(.colon) }
      members.append(JSON.Member(name, try value(depth: depth)))
    } while skip(",")
    guard skip("}") else { throw expected(.commaOrBrace) }
    return .object(members)
  }

  private mutating func enter(_ depth: Int) throws(JSONError) {
    guard depth <= self.depth else { throw fault(.tooDeep) }
    offset += 1
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for index in 0..<word.utf8CodeUnitCount {
      guard let byte = next else { throw fault(.unfinished) }
      guard byte == word.utf8Start[index] else { throw fault(.expected(.value)) }
      offset += 1
    }
    return value
  }

  /// RFC 8259 §6: no leading zero, no plus sign, digits on both sides of the point.
  private mutating func number() throws(JSONError) -> String {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    let whole = offset
    try digits()
    if offset > whole + 1 && bytes[whole] == UInt8(ascii: "0") { throw JSONError(.number, at: whole) }
    if next == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// At least one digit.
  private mutating func digits() throws(JSONError) {
    let start = offset
    while next?.isDigit == true { offset += 1 }
    if offset == start { throw fault(next == nil ? .unfinished : .number) }
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  /// Skips white space and then the mark if it is there.
  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = next, UInt32(byte) == mark.value else { return false }
    offset += 1
    return true
  }

  func fault(_ fault: JSONError.Fault) -> JSONError { JSONError(fault, at: offset) }

  private func expected(_ expected: JSONError.Expected) -> JSONError {
    fault(next == nil ? .unfinished : .expected(expected))
  }
}

/// The names of one object so far, told apart by their bytes: two that only look the same are two.
private struct NameSet {
  private var seen: Set<[UInt8]> = []
  /// Up to here a look at each member is quicker than a set, and takes no memory.
  private static let few = 8

  /// False when one of the members before it has the name.
  mutating func insert(_ name: String, after members: [JSON.Member]) -> Bool {
    if members.count < Self.few { return !members.contains { $0.name.utf8.elementsEqual(name.utf8) } }
    if seen.isEmpty { seen = Set(members.map { Array($0.name.utf8) }) }
    return seen.insert(Array(name.utf8)).inserted
  }
}
