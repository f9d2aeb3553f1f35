import Screen
import Testing

@Suite struct WidthTests {
  static let widths: [(text: String, columns: Int)] = [
    ("", 0), ("abc", 3), ("Söhne", 5), ("e\u{301}", 1), ("東京", 4), ("ｱ", 1), ("Ａ", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11ab}", 2),
    ("👍", 2), ("│▌▄…·•", 6), ("€£¥", 3), ("\u{3000}", 2), ("☎", 1), ("⌚", 2), ("𠀀", 2), ("\u{FFFD}", 1), ("नि", 2),
  ]

  @Test("Text is measured in columns", arguments: widths)
  func columnsOfText(text: String, expected: Int) {
    #expect(columns(of: text) == expected)
  }

  @Test("A text is as wide as its clusters together")
  func sum() {
    var random = Seeded(11)
    for _ in 0..<2000 {
      let text = random.text(length: 10)
      #expect(columns(of: text) == text.reduce(0) { $0 + columns(of: $1) })
    }
  }
}
