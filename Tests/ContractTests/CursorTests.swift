import Contract
import Sales
import Support
import Testing

@Suite("Cursors, contract §1") struct CursorTests {
  private let query = Cursor.Fingerprint(of: "deals")
  private let keys: [[Scalar]] = [
    [], [.null], [.integer(.min), .integer(.max), .integer(0)], [.text(""), .text("é😀\n"), .text("deal_1")],
    [.null, .text(String(repeating: "x", count: 1000)), .integer(-1)],
  ]

  @Test("a cursor says again what it was made of, in letters that need no escape")
  func roundTrip() {
    for key in keys {
      let text = Cursor(key: key, query: query).text
      #expect(Cursor(text: text) == Cursor(key: key, query: query))
      let isPlain = text.utf8.allSatisfy {
        $0 == 45 || $0 == 95 || Unicode.Scalar($0).properties.isAlphabetic || (48...57).contains($0)
      }
      #expect(isPlain)
    }
  }

  @Test("a cursor with any one letter changed, left out or added is refused")
  func damaged() {
    let letters = Array("AZaz09-_=+/ é")
    for key in keys.prefix(4) {
      let text = Array(Cursor(key: key, query: query).text)
      for place in text.indices {
        var shorter = text
        shorter.remove(at: place)
        #expect(Cursor(text: String(shorter)) == nil || String(shorter) == String(text))
        for letter in letters where letter != text[place] {
          var other = text
          other[place] = letter
          #expect(Cursor(text: String(other)) == nil, "\(String(text)) \(place) \(letter)")
          var longer = text
          longer.insert(letter, at: place)
          #expect(Cursor(text: String(longer)) == nil)
        }
      }
    }
  }

  @Test("there is one text for a cursor: nothing may follow it, and no bit of its last letter is free")
  func canonical() {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for key in keys.prefix(4) {
      let text = Cursor(key: key, query: query).text
      for letter in alphabet where letter != text.last {
        #expect(Cursor(text: text.dropLast() + String(letter)) == nil)
      }
      for count in 1...8 { #expect(Cursor(text: text + String(repeating: "A", count: count)) == nil) }
    }
  }

  @Test("no text makes it trap", arguments: 0..<4)
  func fuzz(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("ABCabc019-_")
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...60, using: &random)
      let text = String((0..<count).map { _ in random.pick(alphabet) ?? "A" })
      #expect(Cursor(text: "AQ" + text) == nil, "seed \(seed)")
    }
    #expect(Cursor(text: String(repeating: "A", count: 100_000)) == nil)
  }
}
