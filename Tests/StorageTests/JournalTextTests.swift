import Sales
import Support
import Testing

@testable import Storage

@Suite("The journal's text") struct JournalTextTests {
  @Test("holds any values and gives them back, and is JSON", arguments: 1...20)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = TemporaryFolder()
    try PrivateFile.make(folder.database) { _ in }
    let connection = try Connection(path: folder.database, mode: .readWrite, patience: 0)
    for _ in 0..<50 {
      let fields = (0..<Int.random(in: 0...4, using: &random)).map { number in
        JournalEntry.FieldChange(name: "field_\(number)", before: value(&random), after: value(&random))
      }
      let text = JournalText.encode(fields)
      #expect(JournalText.decode(text) == fields, "\(text)")
      #expect(try connection.integer("SELECT json_valid(?)", [.text(text)]) == 1, "\(text)")
    }
  }

  @Test(
    "takes nothing else",
    arguments: [
      "", "{", "{}x", "[]", #"{"a":[1]}"#, #"{"a":[1,2],}"#, #"{"a":[1,"b]}"#, #"{"a":[1,2}"#, #"{"a":[1.5,2]}"#,
      #"{1:[1,2]}"#, #"{"a":[1,99999999999999999999]}"#, #"{"a":["\u00"#,
    ])
  func wrong(text: String) {
    #expect(JournalText.decode(text) == nil)
  }

  private func value(_ random: inout SeededGenerator) -> Scalar {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return .null
    case 1: return .integer(random.pick(0, .max, .min, -1, 1_773_662_400))
    case 2: return .text("")
    default:
      let scalars: [Unicode.Scalar] = ["a", "\"", "\\", "\u{0}", "\u{1f}", "\n", "é", "日", "🙂", "\u{7f}", "u", "0"]
      return .text(
        String(
          String.UnicodeScalarView(
            (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in random.pick(scalars) })))
    }
  }
}
