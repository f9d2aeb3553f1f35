package import Sales

/// Where a list goes on: the sort key of the last row sent, and which query it belongs to (contract §1, `cursor`).
///
/// A key stays meaningful when its row is gone, so no insert or delete makes a list repeat or skip a row. The text is
/// opaque: a version, the fingerprint, the values and a checksum, in the base64 of RFC 4648 §5 without padding.
package struct Cursor: Hashable, Sendable {
  /// The values that the rows are sorted by, in order of the sort, the id last.
  package let key: [Scalar]
  /// Stands for the path, the filters and the sort of the query.
  package let query: Fingerprint

  package init(key: [Scalar], query: Fingerprint) {
    self.key = key
    self.query = query
  }

  /// Reads what `text` wrote; nil for anything else, a single changed character included.
  package init?(text: String) {
    guard text.utf8.count <= Self.longest, let bytes = Base64URL.decode(text) else { return nil }
    var reader = CursorReader(bytes)
    guard reader.byte() == Self.version, let query = reader.integer(), let count = reader.byte() else { return nil }
    var key: [Scalar] = []
    for _ in 0..<count {
      guard let value = reader.scalar() else { return nil }
      key.append(value)
    }
    let body = reader.read
    guard let checksum = reader.integer(), reader.isAtEnd, checksum == Fingerprint(of: body).hash else { return nil }
    self.init(key: key, query: Fingerprint(hash: query))
  }

  package var text: String {
    var bytes = [Self.version]
    bytes.append(integer: query.hash)
    bytes.append(UInt8(clamping: key.count))
    for value in key.prefix(Int(UInt8.max)) { bytes.append(scalar: value) }
    bytes.append(integer: Fingerprint(of: bytes[...]).hash)
    return Base64URL.encode(bytes)
  }

  private static let version: UInt8 = 1
  /// A key holds names of at most 255 characters; far more is not ours.
  private static let longest = 16_384

  /// FNV-1a in 64 bits: it tells apart by mistake, not by malice, and a forged cursor shows nothing that a query would not.
  package struct Fingerprint: Hashable, Sendable {
    let hash: UInt64

    init(hash: UInt64) {
      self.hash = hash
    }

    init(of bytes: some Sequence<UInt8>) {
      hash = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    package init(of text: String) {
      self.init(of: text.utf8)
    }
  }
}

private enum Tag {
  static let null: UInt8 = 0
  static let integer: UInt8 = 1
  static let text: UInt8 = 2
}

extension [UInt8] {
  fileprivate mutating func append(integer: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: integer >> UInt64(shift))) }
  }

  fileprivate mutating func append(scalar: Scalar) {
    switch scalar {
    case .null: append(Tag.null)
    case .integer(let number):
      append(Tag.integer)
      append(integer: UInt64(bitPattern: number))
    case .text(let text):
      append(Tag.text)
      append(integer: UInt64(text.utf8.count))
      self += text.utf8
    }
  }
}

private struct CursorReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }
  var read: ArraySlice<UInt8> { bytes[..<offset] }

  mutating func byte() -> UInt8? {
    guard offset < bytes.count else { return nil }
    offset += 1
    return bytes[offset - 1]
  }

  mutating func integer() -> UInt64? {
    guard bytes.count - offset >= 8 else { return nil }
    offset += 8
    return bytes[offset - 8..<offset].reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func scalar() -> Scalar? {
    switch byte() {
    case Tag.null: return .null
    case Tag.integer: return integer().map { .integer(Int64(bitPattern: $0)) }
    case Tag.text:
      guard let count = integer(), count <= UInt64(bytes.count - offset) else { return nil }
      offset += Int(count)
      return String(validating: bytes[offset - Int(count)..<offset], as: UTF8.self).map { .text($0) }
    default: return nil
    }
  }
}
