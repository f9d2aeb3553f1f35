import Screen
import Support
import Testing

@testable import Curses

@Suite struct PasteTests {
  static let start = "␛[200~"
  static let end = "␛[201~"

  /// Bytes, and what they are: pastes in brackets, keys by name, controls by their pictures.
  static let table: [(bytes: String, inputs: [String])] = [
    (start + "Acme 12k" + end, ["[Acme 12k]"]),
    (start + end, ["[]"]),
    (start + "a␍␊b␍c␊d␊␊e" + end, ["[a␊b␊c␊d␊␊e]"]),
    (start + "a" + end + "j", ["[a]", "j"]),
    (start + "a" + end + start + "b" + end, ["[a]", "[b]"]),
    // An end mark inside the pasted text does not turn the rest into keys.
    (start + "a" + end + "dy" + end + "j", ["[ady]", "j"]),
    (start + "a" + start + "b" + end, ["[ab]"]),
    (start + "␛[20" + end, ["[␛[20]"]),
    (end + "j", ["j"]),
  ]

  @Test("A paste is one input, never keys", arguments: table)
  func pastes(bytes: String, expected: [String]) {
    var decoder = KeyDecoder(escapeDelay: 50)
    decoder.feed(bytes.withControls.utf8, after: 0)
    #expect(names(decoder.drain()) == expected.map(\.withControls))
  }

  @Test("A paste may come in pieces of any size")
  func pieces() {
    let bytes = Array((Self.start + "Söhne␍␊␛[2x" + Self.end + "j").withControls.utf8)
    for size in 1...bytes.count {
      var decoder = KeyDecoder(escapeDelay: 50)
      var inputs: [Input] = []
      for from in stride(from: 0, to: bytes.count, by: size) {
        decoder.feed(bytes[from..<min(from + size, bytes.count)], after: 0)
        inputs += decoder.drain(waiting: false)
      }
      #expect(names(inputs) == ["[Söhne\n\u{1b}[2x]", "j"], "\(size)")
    }
  }

  @Test("What goes beyond the capacity is dropped, and keys work after it")
  func capacity() {
    var decoder = KeyDecoder(escapeDelay: 50)
    decoder.feed(Self.start.withControls.utf8, after: 0)
    #expect(decoder.drain(waiting: false).isEmpty)
    for _ in 0..<3 {
      decoder.feed([UInt8](repeating: 0x61, count: PasteCollector.capacity / 2), after: 0)
      #expect(decoder.drain(waiting: false).isEmpty)
    }
    decoder.feed((Self.end + "j").withControls.utf8, after: 0)
    let inputs = decoder.drain()
    guard case .paste(let text) = inputs.first else { return #expect(Bool(false), "no paste") }
    #expect(text.utf8.count == PasteCollector.capacity)
    #expect(inputs.dropFirst() == [.key(.character("j"))])
  }

  @Test("A paste whose end is lost ends after a while")
  func lost() {
    var decoder = KeyDecoder(escapeDelay: 50)
    decoder.feed((Self.start + "abc").withControls.utf8, after: 0)
    #expect(decoder.next() == .waiting(milliseconds: PasteCollector.patience))
    #expect(names(decoder.drain()) == ["[abc]"])
    decoder.feed("j".utf8, after: 0)
    #expect(names(decoder.drain()) == ["j"])
  }

  private func names(_ inputs: [Input]) -> [String] {
    inputs.map { input in
      switch input {
      case .key(let key): key.name
      case .paste(let text): "[\(text)]"
      default: "\(input)"
      }
    }
  }
}
