import Samples

/// Makes inputs out of pieces of good ones and of bytes that mean something to whoever reads them.
struct Fuzzer {
  private(set) var random: Randomness
  private let seeds: [[UInt8]]
  private let pieces: [[UInt8]]

  /// Pieces that break readers of any kind.
  private static let common = [
    "\u{0}", "\u{1b}", "\u{1b}[", "\u{7f}", "\u{feff}", "\u{202e}", "é", "😀", "e\u{301}", " ", "  ", "\t", "-", "--",
    "+",
    ".", ",", ":", ";", "\"", "'", "\\", "/", "%", "%00", "0", "00", "9", "99999999999999999999", "-1", "1e999", "NaN",
    "½",
    "٣", "９", "İ", "ß", "ﬁ",
  ]

  init(_ random: Randomness, seeds: [String], pieces: [String] = []) {
    self.init(random, seeds: seeds.map { Array($0.utf8) }, pieces: pieces)
  }

  init(_ random: Randomness, seeds: [[UInt8]], pieces: [String] = []) {
    self.random = random
    self.seeds = seeds
    self.pieces = (Self.common + pieces).map { Array($0.utf8) }
  }

  /// A good input with a few changes, or pieces alone.
  mutating func bytes() -> [UInt8] {
    if random.below(8) == 0 { return (0..<random.below(12)).flatMap { _ in pieces[random.below(pieces.count)] } }
    var bytes = seeds[random.below(seeds.count)]
    for _ in 0...random.below(4) { change(&bytes) }
    return bytes
  }

  mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = random.below(bytes.count + 1)
    switch random.below(6) {
    case 0 where place < bytes.count: bytes[place] = UInt8(random.below(256))
    case 1 where place < bytes.count: bytes.remove(at: place)
    case 2: bytes.removeSubrange(min(place, bytes.count)..<min(bytes.count, place + random.below(9)))
    case 3:
      let copied = Array(bytes[place..<min(bytes.count, place + 1 + random.below(16))])
      bytes.insert(contentsOf: copied, at: random.below(bytes.count + 1))
    case 4:
      let other = seeds[random.below(seeds.count)]
      bytes = Array(bytes[..<place]) + other.dropFirst(random.below(other.count + 1))
    default: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
    }
  }
}
