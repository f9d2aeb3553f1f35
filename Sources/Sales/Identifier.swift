/// The id of one entity: a prefix that names the kind and 128 bits, a UUIDv7, so that ids sort by creation.
///
/// Written as `deal_01HQ…`: the prefix, an underscore and 26 characters of Crockford base32 (contract §1).
package struct Identifier<Subject: Identified>: Hashable, Comparable, Sendable {
  /// The UUIDv7 as one number; its top 48 bits are the milliseconds since 1970.
  package let bits: UInt128

  package init(bits: UInt128) {
    self.bits = bits
  }

  /// The same id with the time of its subject's creation, which may be long past: only so do ids sort by creation
  /// (contract §1). Ids that were made one after the other stay in that order where their new times are equal.
  func dated(_ creation: Timestamp) -> Identifier {
    let isOfThatSecond = (bits >> 80) / 1000 == Self.time(creation) / 1000
    return isOfThatSecond ? self : Identifier(bits: Self.time(creation) << 80 | bits & (1 << 80 - 1))
  }

  /// The least id of what was created in that second or later; nil where the time does not fit an id.
  package static func first(createdAt second: Timestamp) -> Identifier? {
    let time = time(second)
    guard time > 0, time < latest else { return nil }
    return Identifier(bits: time << 80)
  }

  private static var latest: UInt128 { 1 << 48 - 1 }

  /// The moment in milliseconds, as near to it as an id can hold.
  private static func time(_ moment: Timestamp) -> UInt128 {
    moment.seconds <= 0 ? 0 : min(UInt128(moment.seconds) * 1000, latest)
  }

  package static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}

/// A kind of thing that has ids of its own.
package protocol Identified {
  /// The part before the underscore, such as `deal`.
  static var idPrefix: String { get }
}

extension Identifier: CustomStringConvertible, LosslessStringConvertible {
  /// Reads `deal_` and 26 characters of either case; nil for another prefix, length or character.
  package init?(_ text: String) {
    let prefix = Subject.idPrefix.utf8
    let bytes = text.utf8
    guard bytes.count == prefix.count + 1 + Crockford.length, bytes.starts(with: prefix) else { return nil }
    let rest = bytes.dropFirst(prefix.count)
    guard rest.first == Self.mark, let bits = Crockford.decode(rest.dropFirst()) else { return nil }
    self.init(bits: bits)
  }

  package var description: String {
    let prefix = Subject.idPrefix.utf8
    return String(unsafeUninitializedCapacity: prefix.count + 1 + Crockford.length) { buffer in
      var end = 0
      for byte in prefix {
        buffer[end] = byte
        end += 1
      }
      buffer[end] = Self.mark
      Crockford.encode(bits, into: buffer, at: end + 1)
      return end + 1 + Crockford.length
    }
  }

  private static var mark: UInt8 { UInt8(ascii: "_") }
}

/// Crockford's base32: no I, L, O or U, so that an id survives being read aloud.
enum Crockford {
  /// 128 bits in groups of five, the first group holding three.
  static let length = 26
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  static func encode(_ bits: UInt128) -> String {
    String(unsafeUninitializedCapacity: length) { buffer in
      encode(bits, into: buffer, at: 0)
      return length
    }
  }

  /// Writes the characters into the buffer from the place on.
  static func encode(_ bits: UInt128, into buffer: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
    // A machine word at a time: 13 characters of the low 65 bits, then 13 of the rest.
    var rest = UInt64(truncatingIfNeeded: bits)
    for index in stride(from: length - 1, to: length - 13, by: -1) {
      buffer[place + index] = alphabet[Int(truncatingIfNeeded: rest & 31)]
      rest >>= 5
    }
    rest = UInt64(truncatingIfNeeded: bits >> 60)
    buffer[place + length - 13] = alphabet[Int(truncatingIfNeeded: rest & 31)]
    rest = UInt64(truncatingIfNeeded: bits >> 65)
    for index in stride(from: length - 14, through: 0, by: -1) {
      buffer[place + index] = alphabet[Int(truncatingIfNeeded: rest & 31)]
      rest >>= 5
    }
  }

  /// The number that each character stands for; over 31 for one that stands for none.
  private static let digits: [UInt8] = {
    var digits = [UInt8](repeating: 0xFF, count: 256)
    for (digit, character) in alphabet.enumerated() {
      digits[Int(character)] = UInt8(digit)
      if character >= UInt8(ascii: "A") { digits[Int(character) + 32] = UInt8(digit) }
    }
    return digits
  }()

  /// Nil for a character outside the alphabet, or a first character over 7, which is more than 128 bits.
  static func decode(_ characters: some Collection<UInt8>) -> UInt128? {
    var bits: UInt128 = 0
    for (index, character) in characters.enumerated() {
      let digit = digits[Int(character)]
      guard digit < 32, index > 0 || digit < 8 else { return nil }
      bits = bits << 5 | UInt128(digit)
    }
    return bits
  }
}

/// Makes UUIDv7 numbers that only ever rise, also when the clock goes back or stands still.
package struct IdentifierSource: Sendable {
  private var last: UInt128

  /// `last` is the highest number given out before, 0 for none.
  package init(last: UInt128 = 0) {
    self.last = last
  }

  /// The next number. Within a millisecond, or after the clock went back, it is the last one and a random step more.
  ///
  /// RFC 9562 §5.7 and §6.2 method 2: version and variant bits stay where they are because only the 62 low bits and
  /// the 12 bits above the version are counted.
  package mutating func next(milliseconds: Int64, using random: inout some RandomNumberGenerator) -> UInt128 {
    let time = UInt128(UInt64(max(0, milliseconds)) & 0xFFFF_FFFF_FFFF)
    let fresh = Self.assemble(
      time: time, high: UInt64.random(in: 0..<1 << 11, using: &random),
      low: UInt64.random(in: 0..<1 << 62, using: &random))
    if fresh >> 80 > last >> 80 {
      last = fresh
    } else {
      last = Self.step(last, by: UInt64.random(in: 1..<1 << 32, using: &random))
    }
    return last
  }

  private static func assemble(time: UInt128, high: UInt64, low: UInt64) -> UInt128 {
    time << 80 | 0x7 << 76 | UInt128(high & 0xFFF) << 64 | 0b10 << 62 | UInt128(low & (1 << 62 - 1))
  }

  private static func step(_ bits: UInt128, by step: UInt64) -> UInt128 {
    let counter = (bits >> 64 & 0xFFF) << 62 | bits & (1 << 62 - 1)
    let next = counter + UInt128(step)
    // 74 bits overflow only after 2^41 ids in one millisecond; then the time itself is counted on.
    let time = (bits >> 80) + (next >> 74)
    return assemble(
      time: time, high: UInt64(truncatingIfNeeded: next >> 62 & 0xFFF),
      low: UInt64(truncatingIfNeeded: next & (1 << 62 - 1)))
  }
}
