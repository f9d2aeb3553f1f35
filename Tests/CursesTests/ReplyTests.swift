import Screen
import Support
import Testing

@testable import Curses

@Suite("Answers of the terminal") struct ReplyTests {
  /// What terminals answer, as the table of measured terminals has it, controls by their pictures.
  static let replies = [
    "␛]11;rgb:fdfd/f6f6/e3e3␇", "␛]11;rgb:fdfd/f6f6/e3e3␛\\", "␛]11;#AAAAAA␇", "␛]10;rgba:dcdc/dada/dbdb/ffff␛\\",
    "␛]4;1;rgb:cd/00/00␛\\", "␛[?64;1;2;22c", "␛[?62;c", "␛[>41;379;0c", "␛[?2026;2$y", "␛P>|XTerm(379)␛\\",
    "␛P1$r0m␛\\", "␛P1+r544e=787465726d␛\\", "␛[<0;10;5M", "␛[<35;100;24m", "␛[M !!", "␛[?997;1n", "␛_Gi=31;OK␛\\",
    "␛[I",
    "␛[O",
  ].map(\.withControls)

  /// Bytes that come after a silence of so many milliseconds.
  struct Piece: Hashable {
    let silence: Int
    let bytes: [UInt8]
  }

  @Test("cut in two anywhere, with any pause, are no keys", arguments: replies)
  func cut(reply: String) {
    let bytes = Array(reply.utf8)
    for place in 1..<bytes.count {
      for pause in [0, 30, 60, 100, 250, 1000, 1900, 5000] where pause <= longest(after: place, of: bytes) {
        let pieces = [
          Piece(silence: 500, bytes: Array("j".utf8)), Piece(silence: 500, bytes: Array(bytes[..<place])),
          Piece(silence: pause, bytes: Array(bytes[place...])), Piece(silence: 500, bytes: Array("dG\\".utf8)),
        ]
        #expect(keys(pieces) == "j d G \\", "\(reply.debugDescription) cut at \(place), \(pause) ms")
      }
    }
  }

  @Test(
    "that hold any text are discarded to their end once they have begun",
    arguments: ["␛]52;c;aGVsbG8=␇", "␛]0;deal title␇", "␛]l title␛\\"].map(\.withControls))
  func texts(reply: String) {
    let bytes = Array(reply.utf8)
    for place in 3..<bytes.count {
      for pause in [30, 200, 1900] {
        let pieces = [
          Piece(silence: 500, bytes: Array(bytes[..<place])), Piece(silence: pause, bytes: Array(bytes[place...])),
          Piece(silence: 500, bytes: Array("dG".utf8)),
        ]
        #expect(keys(pieces) == "d G", "\(reply.debugDescription) cut at \(place), \(pause) ms")
      }
    }
  }

  /// How long a pause there can be before the rest is what somebody typed.
  private func longest(after place: Int, of bytes: [UInt8]) -> Int {
    if place > 2 { return OpenReply.patience }
    // After a lone Esc, a letter of the board is only known for an answer while it comes soon.
    return place == 1 && bytes[1] == UInt8(ascii: "[") && bytes[2] == UInt8(ascii: "M")
      ? KeyDecoder.latest : KeyDecoder.latestReply
  }

  @Test("cut into any pieces on a slow line, between any typed keys, let every key arrive", arguments: 1...20)
  func pieces(seed: UInt64) {
    var random = SplitMix(state: seed)
    let typed: [(bytes: String, name: String)] = [
      ("j", "j"), ("d", "d"), ("␍", "enter"), ("␛[A", "↑"), ("7", "7"), ("?", "?"), (";", ";"), ("ä", "ä"),
      ("␃", "ctrl-c"),
      ("␛b", "alt-b"), ("␉", "tab"), ("c", "c"), ("␛[1;2D", "shift-←"), ("/", "/"),
    ]
    for _ in 0..<300 {
      var (pieces, names): ([Piece], [String]) = ([], [])
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        if Bool.random(using: &random) {
          let key = typed[Int.random(in: 0..<typed.count, using: &random)]
          pieces.append(
            Piece(silence: Int.random(in: 0...400, using: &random), bytes: Array(key.bytes.withControls.utf8)))
          names.append(key.name)
        } else {
          pieces += cut(Self.replies[Int.random(in: 0..<Self.replies.count, using: &random)], &random)
        }
      }
      #expect(keys(pieces) == names.joined(separator: " "), "\(pieces.map { "\($0)" })")
    }
  }

  @Test("that come late after a lone ESC take it back")
  func afterEscape() {
    var decoder = KeyDecoder(escapeDelay: 40)
    decoder.feed([0x1b], after: 500)
    #expect(decoder.drain() == [.key(.escape)])
    decoder.feed("]11;rgb:fdfd/f6f6/e3e3\u{7}j".utf8, after: 60)
    #expect(decoder.drain() == [.escapeTakenBack, .key(.character("j"))])
  }

  @Test(
    "of two terminals on one line, mixed eight bytes at a time, are no keys",
    arguments: replies.filter { $0.utf8.count > 8 })
  func mixed(reply: String) {
    let bytes = Array(reply.utf8)
    let parts = stride(from: 0, to: bytes.count, by: 8).map { Array(bytes[$0..<min($0 + 8, bytes.count)]) }
    #expect(keys(parts.flatMap { [Piece(silence: 1, bytes: $0 + $0)] } + [Piece(silence: 60, bytes: [0x6a])]) == "j")
  }

  @Test("that never end let keys through again")
  func endless() {
    let begun = Piece(silence: 0, bytes: Array("\u{1b}]11;rgb:fd".utf8))
    #expect(keys([begun, Piece(silence: 300, bytes: Array("j\r\u{1b}[A".utf8))]) == "j enter ↑")
    #expect(keys([begun, Piece(silence: 11_000, bytes: Array("d".utf8))]) == "d")
  }

  @Test("are not pasted with what they came into")
  func paste() {
    var decoder = KeyDecoder(escapeDelay: 40)
    decoder.feed("\u{1b}[200~Acme \u{1b}]11;rgb:fd/f6/e3\u{7}12k\u{1b}[?62;c\u{1b}[201~".utf8, after: 0)
    #expect(decoder.drain() == [.paste("Acme 12k")])
  }

  private func cut(_ reply: String, _ random: inout SplitMix) -> [Piece] {
    var (rest, pieces): (ArraySlice<UInt8>, [Piece]) = (Array(reply.utf8)[...], [])
    while !rest.isEmpty {
      let length = Int.random(in: 1...rest.count, using: &random)
      // The first of them has to come apart from a key before it, for an ESC to be seen as one.
      let silence = pieces.isEmpty ? 400 : Int.random(in: 0...250, using: &random)
      pieces.append(Piece(silence: silence, bytes: Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    // What is typed comes apart from an ESC that ends an answer.
    return pieces + [Piece(silence: 60, bytes: [])]
  }

  /// The keys that the pieces are, read as the loop does: whatever time decides is decided when it has passed.
  private func keys(_ pieces: [Piece]) -> String {
    var decoder = KeyDecoder(escapeDelay: 40)
    var inputs: [Input] = []
    func settle(within limit: Int) {
      var passed = 0
      while true {
        switch decoder.next() {
        case .input(.escapeTakenBack): inputs.removeLast(inputs.last == .key(.escape) ? 1 : 0)
        case .input(let input): inputs.append(input)
        case .waiting(let milliseconds):
          guard max(passed, milliseconds) <= limit else { return }
          passed = max(passed, milliseconds)
          decoder.waited()
        case .empty: return
        }
      }
    }
    for (index, piece) in pieces.enumerated() {
      if !piece.bytes.isEmpty { decoder.feed(piece.bytes, after: piece.silence) }
      settle(within: index + 1 < pieces.count ? pieces[index + 1].silence : .max)
    }
    return inputs.map { if case .key(let key) = $0 { key.name } else { "\($0)" } }.joined(separator: " ")
  }
}
