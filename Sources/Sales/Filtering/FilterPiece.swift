/// One term of a line as it stands there, before anybody knows what it means.
struct FilterPiece: Hashable {
  /// In characters of the line, from 0; so are the other ranges.
  var range: Range<Int>
  var isNegated = false
  /// In lower case; nil for a plain word or phrase.
  var key: String?
  var keyRange = 0..<0
  var comparison = Comparison.equal
  /// Without its quotes.
  var value = ""
  var valueRange = 0..<0

  /// The pieces of the line. White space parts them, but not between quotes; a quote that is still open reaches to the
  /// end, so that a phrase finds something while it is typed.
  static func pieces(of line: String) -> [FilterPiece] {
    let characters = Array(line)
    var pieces: [FilterPiece] = []
    var next = 0
    while next < characters.count {
      if characters[next].isWhitespace {
        next += 1
        continue
      }
      let end = end(of: characters, from: next)
      pieces.append(FilterPiece(characters, next..<end))
      next = end
    }
    return pieces
  }

  private static func end(of characters: [Character], from start: Int) -> Int {
    var isQuoted = false
    var end = start
    while end < characters.count, isQuoted || !characters[end].isWhitespace {
      if characters[end] == "\"" { isQuoted.toggle() }
      end += 1
    }
    return end
  }

  private init(_ characters: [Character], _ range: Range<Int>) {
    self.range = range
    var start = range.lowerBound
    if characters[start] == "-" {
      isNegated = true
      start += 1
    }
    let rest = characters[start..<range.upperBound]
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0 == "_") }
    if !name.isEmpty, let sign = Self.comparison(at: name.endIndex, rest) {
      key = String(name).lowercased()
      keyRange = start..<name.endIndex
      comparison = sign.comparison
      start = name.endIndex + sign.length
    }
    valueRange = start..<range.upperBound
    value = String(characters[valueRange].filter { $0 != "\"" })
  }

  private static func comparison(at index: Int, _ text: ArraySlice<Character>) -> (comparison: Comparison, length: Int)?
  {
    let rest = text[index...]
    for comparison in Comparison.allCases where rest.starts(with: comparison.rawValue) {
      return (comparison, comparison.rawValue.count)
    }
    return rest.first == "=" ? (.equal, 1) : nil
  }
}

extension String {
  /// The line with the term taken out where it stands, else with it at the end: what a menu that switches terms writes.
  package func togglingTerm(_ term: String) -> String {
    var characters = Array(self)
    let pieces = FilterPiece.pieces(of: self).filter { String(characters[$0.range]) == term }
    guard !pieces.isEmpty else {
      let line = trimmedEnd
      return line.isEmpty ? term : line + " " + term
    }
    for piece in pieces.reversed() {
      // One of the spaces around it goes too.
      let end = piece.range.upperBound
      let hasSpace = end < characters.count
      let start = hasSpace ? piece.range.lowerBound : max(0, piece.range.lowerBound - 1)
      characters.removeSubrange(start..<(hasSpace ? end + 1 : end))
    }
    return String(characters)
  }

  /// Whether the term stands in the line.
  package func hasTerm(_ term: String) -> Bool {
    let characters = Array(self)
    return FilterPiece.pieces(of: self).contains { String(characters[$0.range]) == term }
  }

  private var trimmedEnd: Substring {
    var rest = self[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
