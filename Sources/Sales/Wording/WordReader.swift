/// The words of a line, with the range of characters of each. Quotes keep words together and are not part of them.
struct WordReader {
  struct Word: Hashable {
    /// Without its quotes.
    let text: String
    /// Characters of the line, from 0, with the quotes.
    let range: Range<Int>
    /// Whether it began with a quote: then it means nothing but itself.
    let isLiteral: Bool
  }

  private(set) var words: [Word] = []

  /// A quote opens at the start of a word and after `@` or a colon, so that the one in `24" screen` does not. One that is
  /// not closed reaches to the end, as in a filter.
  init(_ line: String) {
    let characters = Array(line)
    var start = 0
    while start < characters.count {
      guard characters[start] != " " else {
        start += 1
        continue
      }
      let (text, end) = Self.word(characters, from: start)
      words.append(Word(text: text, range: start..<end, isLiteral: characters[start] == "\""))
      start = end
    }
  }

  private static func word(_ characters: [Character], from start: Int) -> (text: String, end: Int) {
    var (text, end, isQuoted) = ("", start, false)
    while end < characters.count, isQuoted || characters[end] != " " {
      let isOpening = end == start || "@:".contains(characters[end - 1])
      if characters[end] == "\"", isQuoted || isOpening {
        isQuoted.toggle()
      } else {
        text.append(characters[end])
      }
      end += 1
    }
    return (text, end)
  }
}
