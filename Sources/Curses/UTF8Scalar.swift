/// What bytes begin with.
enum UTF8Scalar: Hashable {
  case scalar(UnicodeScalar, length: Int)
  /// A prefix of a well-formed scalar.
  case incomplete
  /// The first byte can be dropped.
  case broken
}

/// Reads one scalar as the Unicode standard's table of well-formed sequences has it: no overlong forms, no surrogates.
func utf8Scalar(_ bytes: ArraySlice<UInt8>) -> UTF8Scalar {
  guard let first = bytes.first else { return .incomplete }
  let length: Int
  switch first {
  case 0..<0x80: length = 1
  case 0xc2...0xdf: length = 2
  case 0xe0...0xef: length = 3
  case 0xf0...0xf4: length = 4
  default: return .broken
  }
  let present = bytes.prefix(length)
  if let second = present.dropFirst().first, !secondBytes(after: first).contains(second) { return .broken }
  guard present.dropFirst().allSatisfy({ (0x80...0xbf).contains($0) }) else { return .broken }
  guard present.count == length else { return .incomplete }
  let payload = UInt32(length == 1 ? first : first & (0xff >> (UInt8(length) + 1)))
  let value = present.dropFirst().reduce(payload) { $0 << 6 | UInt32($1 & 0x3f) }
  return UnicodeScalar(value).map { .scalar($0, length: length) } ?? .broken
}

private func secondBytes(after first: UInt8) -> ClosedRange<UInt8> {
  switch first {
  case 0xe0: 0xa0...0xbf
  case 0xed: 0x80...0x9f
  case 0xf0: 0x90...0xbf
  case 0xf4: 0x80...0x8f
  default: 0x80...0xbf
  }
}
