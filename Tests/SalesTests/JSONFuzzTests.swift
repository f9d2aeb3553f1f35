import Sales
import Support
import Testing

@Suite("JSON under random bytes") struct JSONFuzzTests {
  private static let documents = [
    #"{"data":{"id":"deal_01","value":500000,"tags":["a","é","😀"],"x":null,"y":[true,false,-1.5e3]}}"#,
    #"{"name":"A \"quoted\" name\n","metadata":{"a":{"b":{"c":[]}}},"u":"\ud83d\ude00\u0000"}"#, "[[[[[[[[]]]]]]]]",
    #"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10}"#, "\"\u{7F}\u{80}\u{2028}\"",
  ]
  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\udc00", "d83d", "0", "-", "1e9", ".", "null", "tru",
    "\u{FEFF}", "\u{0}", "é", "\"a\":", " ", "\n",
  ].map { Array($0.utf8) }

  @Test("a changed document is refused inside its bounds, or read and written back the same", arguments: 0..<8)
  func mutated(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var accepted = 0
    for _ in 0..<2_000 {
      var bytes = Array((random.pick(Self.documents) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) { Self.change(&bytes, &random) }
      do throws(JSONError) {
        let text = try JSON(utf8: bytes).text
        accepted += 1
        let again = try JSON(text).text
        #expect(again.utf8.elementsEqual(text.utf8), "seed \(seed), bytes \(bytes)")
        let isSafe = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
        #expect(isSafe, "seed \(seed), bytes \(bytes)")
      } catch {
        #expect((0...bytes.count).contains(error.offset), "seed \(seed), bytes \(bytes)")
      }
    }
    #expect(accepted > 50, "too few documents survive to prove anything")
  }

  @Test("a random value is written and read back the same", arguments: 0..<8)
  func generated(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let text = Self.value(depth: 0, &random).text
      #expect(try JSON(text).text.utf8.elementsEqual(text.utf8), "seed \(seed), \(text)")
    }
  }

  @Test("every beginning of a document but the whole of it is refused", arguments: documents.indices)
  func cut(index: Int) throws {
    let document = Self.documents[index]
    let bytes = Array(document.utf8)
    for count in 0..<bytes.count {
      #expect(throws: JSONError.self) { try JSON(utf8: Array(bytes[..<count])) }
    }
    _ = try JSON(document)
  }

  private static func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1 where place < bytes.count: bytes.remove(at: place)
    case 2:
      let end = min(bytes.count, place + 12)
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &random))
    default: bytes.insert(contentsOf: random.pick(pieces) ?? [], at: place)
    }
  }

  private static func value(depth: Int, _ random: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth < 6 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(random.oneIn(2))
    case 2: return .number(Int64.random(in: .min ... .max, using: &random))
    case 3, 4: return .string(text(&random))
    case 5: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, &random) })
    default:
      let names = (0..<Int.random(in: 0...12, using: &random)).map { "\($0)" + text(&random) }
      return .object(names.map { JSON.Member($0, value(depth: depth + 1, &random)) })
    }
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let limit: UInt32 = random.pick(0x20, 0x80, 0x100, 0x2100, 0x10FFFF)
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &random)) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
