import Screen
import Support
import Testing

@testable import Curses

@Suite struct KeyDecoderTests {
  /// Bytes as terminals send them, controls by their pictures, and the keys they are (by name, with spaces between).
  static let table: [(bytes: String, keys: String)] = [
    ("hjkl", "h j k l"), ("ä東👍", "ä 東 👍"), ("␍␊␉␡␈", "enter enter tab backspace ctrl-h"),
    ("␃␓␑␚␁", "ctrl-c ctrl-s ctrl-q ctrl-z ctrl-a"),
    ("␀␜␝␞␟", "ctrl-space ctrl-\\ ctrl-] ctrl-^ ctrl-_"),
    ("␛[A␛[B␛[C␛[D", "↑ ↓ → ←"), ("␛OA␛OB␛OC␛OD", "↑ ↓ → ←"),
    ("␛[1;2A␛[1;2B␛[1;2C␛[1;2D", "shift-↑ shift-↓ shift-→ shift-←"),
    ("␛[a␛[b␛[c␛[d", "shift-↑ shift-↓ shift-→ shift-←"),
    ("␛[1;5D␛[1;3C␛[1;5A␛[1;6B", "ctrl-← alt-→ ctrl-↑ ↓"),
    ("␛Oa␛Ob␛Oc␛Od", "ctrl-↑ ctrl-↓ ctrl-→ ctrl-←"),
    ("␛[H␛[F␛OH␛OF␛[1~␛[4~␛[7~␛[8~", "home end home end home end home end"),
    ("␛[2~␛[3~␛[5~␛[6~␛[Z", "insert delete pgup pgdn shift-tab"),
    ("␛OP␛[11~␛[[A␛[15~␛[17~␛[24~", "f1 f1 f1 f5 f6 f12"),
    ("␛Oq␛OM␛Ok", "1 enter +"), ("␛b␛ä␛␡", "alt-b alt-ä ctrl-w"),
    ("␛␛[A", "esc ↑"), ("␛␍", "esc enter"),
    ("␛[99;99Xj␛[<0;3;4Mj␛[Mabcj␛[?1;2cj␛[24;80Rj", "j j j j j"),
    ("␛]11;rgb:00/00/00␇j␛P1$r␛\\j␛]0;x␛\\j", "j j j"), ("␛[1␛[Aj", "↑ j"),
  ]

  @Test("Sequences of common terminals are their keys; others are dropped", arguments: table)
  func keys(bytes: String, keys: String) {
    var decoder = KeyDecoder(escapeDelay: 50)
    decoder.feed(bytes.withControls.utf8, after: 0)
    #expect(names(decoder.drain()) == keys)
  }

  @Test("It makes no difference how the bytes are split on the way", arguments: table)
  func split(bytes: String, keys: String) {
    var decoder = KeyDecoder(escapeDelay: 50)
    var inputs: [Input] = []
    for byte in bytes.withControls.utf8 {
      decoder.feed([byte], after: 0)
      inputs += decoder.drain(waiting: false)
    }
    #expect(names(inputs + decoder.drain()) == keys)
  }

  @Test("A lone ESC is a key once the time for more has passed")
  func loneEscape() {
    var decoder = KeyDecoder(escapeDelay: 77)
    decoder.feed([0x1b], after: 0)
    #expect(decoder.next() == .waiting(milliseconds: 77))
    decoder.waited()
    #expect(decoder.next() == .input(.key(.escape)))
    #expect(decoder.next() == .empty)
  }

  @Test("The tail of a split sequence takes back the ESC that was given as a key; other keys after ESC do not")
  func lateTail() {
    for (tail, keys) in [
      ("[A", "escapeTakenBack ↑"), ("OB", "escapeTakenBack ↓"), ("[1;2Aj", "escapeTakenBack shift-↑ j"), ("j", "j"),
      ("[", "["), ("O", "O"), ("P", "P"), ("]", "]"), ("]x", "] x"), ("P2", "P 2"),
    ] {
      var decoder = KeyDecoder(escapeDelay: 50)
      decoder.feed([0x1b], after: 0)
      #expect(names(decoder.drain()) == "esc")
      decoder.feed(tail.utf8, after: 200)
      #expect(names(decoder.drain()) == keys, "\(tail)")
    }
  }

  @Test("What comes long after a lone ESC is what somebody typed")
  func afterEscape() {
    var decoder = KeyDecoder(escapeDelay: 50)
    decoder.feed([0x1b], after: 0)
    #expect(names(decoder.drain()) == "esc")
    decoder.feed("Obo".utf8, after: 400)
    #expect(names(decoder.drain()) == "O b o")
  }

  @Test("Alt with a bracket is a key when nothing follows; half a sequence is not")
  func incomplete() {
    for (bytes, keys) in [
      ("␛[", "alt-["), ("␛O", "alt-O"), ("␛]", "alt-]"), ("␛[1;", ""), ("␛]11;", ""),
    ] {
      var decoder = KeyDecoder(escapeDelay: 50)
      decoder.feed(bytes.withControls.utf8, after: 0)
      #expect(names(decoder.drain()) == keys)
    }
  }

  @Test("Broken UTF-8 is dropped and what follows is read")
  func broken() {
    let cases: [[UInt8]] = [
      [0xff], [0x80], [0xc3], [0xc0, 0xaf], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
      [0xf0, 0x9f],
      [0xc2, 0x9b],
    ]
    for bytes in cases {
      var decoder = KeyDecoder(escapeDelay: 50)
      decoder.feed(bytes + [0x6a], after: 0)
      #expect(names(decoder.drain()) == "j", "\(bytes)")
    }
  }

  @Test("Sequences of the terminal's own description count, the longest first")
  func described() {
    var decoder = KeyDecoder(escapeDelay: 50, described: [[0x1b, 0x41]: .up, [0x1b, 0x41, 0x42]: .home])
    decoder.feed("\u{1b}AB\u{1b}Aj".utf8, after: 0)
    #expect(names(decoder.drain()) == "home ↑ j")
  }

  @Test("Whatever bytes come, nothing is stuck and no control character gets through", arguments: [1, 2, 3, 4])
  func random(seed: UInt64) {
    var random = SplitMix(state: seed)
    for _ in 0..<2000 {
      var decoder = KeyDecoder(escapeDelay: 50)
      let alphabet: [UInt8] = [
        0x1b, 0x5b, 0x4f, 0x32, 0x30, 0x7e, 0x3b, 0x5d, 0x07, 0x41, 0x6a, 0xc3, 0xa4, 0xff, 0x00,
      ]
      let bytes = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in alphabet.randomElement(using: &random)
      }
      decoder.feed(bytes, after: 0)
      for case .key(.character(let character)) in decoder.drain() {
        #expect(character.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
      }
      #expect(decoder.next() == .empty, "\(bytes)")
    }
  }

  private func names(_ inputs: [Input]) -> String {
    inputs.map { input in
      guard case .key(let key) = input else { return "\(input)" }
      return key.name
    }.joined(separator: " ")
  }
}

extension KeyDecoder {
  /// Everything that the bytes so far amount to; with `waiting`, also what only time decides.
  mutating func drain(waiting: Bool = true) -> [Input] {
    var inputs: [Input] = []
    while true {
      switch next() {
      case .input(let input): inputs.append(input)
      case .waiting where waiting: waited()
      case .waiting, .empty: return inputs
      }
    }
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
