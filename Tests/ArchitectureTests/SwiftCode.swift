/// A file of Swift without its comments and without what its string literals say, but with the code in them.
struct SwiftCode {
  private(set) var text = ""
  private var rest: Substring
  /// The literals around this place, the innermost last: how each ends, and how many parentheses of an interpolation
  /// in it are open; 0 while in the literal itself.
  private var literals: [(end: String, open: Int)] = []

  init(_ source: String) {
    rest = source[...]
    while !rest.isEmpty {
      if let literal = literals.last, literal.open == 0 { readLiteral(literal.end) } else { readCode() }
    }
  }

  private mutating func readLiteral(_ end: String) {
    let hashes = end.drop { $0 == "\"" }
    if rest.hasPrefix(end) {
      rest.removeFirst(end.count)
      literals.removeLast()
      text += "\""
    } else if rest.hasPrefix("\\\(hashes)(") {
      rest.removeFirst(2 + hashes.count)
      literals[literals.count - 1].open = 1
      text += "("
    } else if rest.hasPrefix("\\\(hashes)") {
      rest.removeFirst(min(rest.count, 2 + hashes.count))
    } else {
      if rest.removeFirst() == "\n" { text += "\n" }
    }
  }

  private mutating func readCode() {
    if rest.hasPrefix("//") {
      rest = rest.drop { $0 != "\n" }
    } else if rest.hasPrefix("/*") {
      rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
    } else if let literal = literalAhead {
      literals.append((end: literal.end, open: 0))
      rest.removeFirst(literal.start.count)
      text += "\""
    } else {
      count(rest.removeFirst())
    }
  }

  private mutating func count(_ character: Character) {
    text.append(character)
    guard let last = literals.indices.last else { return }
    if character == "(" { literals[last].open += 1 }
    if character == ")" { literals[last].open -= 1 }
  }

  private var literalAhead: (start: String, end: String)? {
    let hashes = rest.prefix { $0 == "#" }
    let quotes = rest.dropFirst(hashes.count).prefix { $0 == "\"" }.count
    guard quotes > 0 else { return nil }
    let quote = quotes >= 3 ? "\"\"\"" : "\""
    return (hashes + quote, quote + hashes)
  }
}
