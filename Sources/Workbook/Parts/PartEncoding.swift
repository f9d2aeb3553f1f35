/// Whether the pieces of a part are UTF-8, as nearly every part is.
///
/// Foundation's parser traps on the name of an element that is not. What begins as UTF-16, or names another encoding,
/// reaches it decoded.
struct PartEncoding {
  private var isFirst = true
  private var isUTF8 = true
  /// The beginning of a character that goes on in the next piece.
  private var rest: [UInt8] = []

  /// Takes the next piece, an empty one at the end; false where it is not UTF-8.
  mutating func takes(_ piece: [UInt8]) -> Bool {
    if isFirst { isUTF8 = !Self.isOther(piece) }
    isFirst = false
    guard isUTF8 else { return true }
    if piece.isEmpty { return rest.isEmpty }
    let bytes = rest + piece
    let end = bytes.count - Self.begun(bytes)
    rest = Array(bytes[end...])
    return String(validating: bytes[..<end], as: UTF8.self) != nil
  }

  private static func isOther(_ piece: [UInt8]) -> Bool {
    if piece.starts(with: [0xfe, 0xff]) || piece.starts(with: [0xff, 0xfe]) || piece.prefix(4).contains(0) {
      return true
    }
    let head = String(decoding: piece.prefix(128), as: UTF8.self).lowercased().prefix { $0 != ">" }
    return head.contains("encoding") && !head.contains("utf-8")
  }

  /// How many bytes at the end begin a character without ending it.
  private static func begun(_ bytes: [UInt8]) -> Int {
    for count in 1...3 where count <= bytes.count {
      let byte = bytes[bytes.count - count]
      if byte & 0xc0 == 0x80 { continue }
      let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
      return length > count ? count : 0
    }
    return 0
  }
}
