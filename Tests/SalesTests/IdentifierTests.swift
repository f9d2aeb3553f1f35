import Sales
import Support
import Testing

@Suite("Ids") struct IdentifierTests {
  @Test("ids only rise, also when the clock stands still or goes back")
  func monotonic() {
    var source = IdentifierSource()
    var random = SeededGenerator(seed: 3)
    var last: UInt128 = 0
    let clock: [Int64] = [1000, 1000, 1000, 5000, 4000, 0, -7, 4999, 5000, 5001]
    for _ in 0..<50 {
      for milliseconds in clock {
        let next = source.next(milliseconds: milliseconds, using: &random)
        #expect(next > last)
        #expect(next >> 76 & 0xF == 7, "version 7")
        #expect(next >> 62 & 0b11 == 0b10, "the variant of RFC 9562")
        last = next
      }
    }
    #expect(last >> 80 == 5001)
  }

  @Test("ids go on above the last one of the file")
  func resumes() {
    var random = SeededGenerator(seed: 3)
    var first = IdentifierSource()
    let last = first.next(milliseconds: 9_000_000, using: &random)
    var second = IdentifierSource(last: last)
    #expect(second.next(milliseconds: 1, using: &random) > last)
  }

  @Test("an id is read in either case and written in upper case")
  func cases() throws {
    let id = DealID(bits: 0x0199_0000_0000_7abc_8000_0000_0000_002a)
    let text = id.description
    #expect(text.hasPrefix("deal_") && text.count == 31)
    #expect(DealID(text) == id)
    #expect(DealID(text.lowercased()) == id)
    #expect(text == "deal_" + text.dropFirst(5).uppercased())
  }

  @Test(
    "an id of another form is refused",
    arguments: [
      "", "deal_", "deal", "deal_0", "pipe_01HQ0000000000000000000000", "deal_81HQ0000000000000000000000",
      "deal_Z1HQ0000000000000000000000", "deal_01HQ000000000000000000000", "deal_01HQ00000000000000000000000",
      "deal_01HQ000000000000000000000I", "deal_01HQ000000000000000000000L", "deal_01HQ000000000000000000000O",
      "deal_01HQ000000000000000000000U", "deal_01HQ00000000000000000000é", "deal-01HQ0000000000000000000000",
    ])
  func refused(text: String) {
    #expect(DealID(text) == nil)
  }

  @Test("the highest first character is 7, and 128 bits round-trip")
  func limits() {
    #expect(DealID("deal_" + "7" + String(repeating: "Z", count: 25))?.bits == .max)
    var random = SeededGenerator(seed: 11)
    for _ in 0..<1000 {
      let id = StageID(bits: UInt128(random.next()) << 64 | UInt128(random.next()))
      #expect(StageID(id.description) == id)
      #expect(StageID(id.description.lowercased()) == id)
    }
  }

  @Test("ids as text sort as their numbers do")
  func order() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<500 {
      let (one, other) = (DealID(bits: UInt128(random.next()) << 60), DealID(bits: UInt128(random.next()) << 60))
      #expect((one < other) == (one.description < other.description))
    }
  }

  @Test("a key is read by its prefix, in every table")
  func keys() {
    let texts = ["user", "comp", "cont", "pipe", "stg", "deal", "sh", "act", "task", "goal", "rev"].map {
      $0 + "_" + zeros + "7"
    }
    let keys = texts.compactMap(Key.init(id:))
    #expect(keys.map(\.table) == Table.allCases)
    #expect(keys.map(\.id) == texts)
    #expect(Key(id: "evt_" + zeros + "7") == nil)
    #expect(Key(id: "nothing") == nil)
  }

  private let zeros = String(repeating: "0", count: 25)
}
