/// What marks mean in a written number: both for one that a person types and for a column of a file.
package enum DigitGroups {
  /// The mark before the decimals, where two or more marks show it; nil of one that stands alone, which may mean either,
  /// and of none.
  package static func decimalMark(in number: some StringProtocol) -> Character? {
    let marks = number.filter { $0 == "." || $0 == "," }
    guard marks.count > 1, let last = marks.last else { return nil }
    // Decimals begin at the last of two kinds. One kind several times is between thousands.
    if Set(marks).count == 2 { return last }
    return last == "." ? "," : "."
  }

  /// The digits without the marks between thousands; nil when the groups are no thousands.
  package static func joined(_ whole: some StringProtocol) -> String? {
    let groups = whole.split(omittingEmptySubsequences: false, whereSeparator: isMark)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }) else { return nil }
    if let last = groups.dropFirst().last {
      let middle = Set(groups.dropFirst().dropLast().map(\.utf8.count))
      // Groups of two before the last one are how lakhs are written.
      guard Set(whole.filter(isMark)).count == 1, groups[0].utf8.count <= 3, groups[0].first != "0",
        last.utf8.count == 3, middle.isEmpty || middle == [3] || middle == [2]
      else { return nil }
    }
    return groups.joined()
  }

  /// Whether it stands between digits of a number.
  package static func isMark(_ character: Character) -> Bool { "._,'’ \u{A0}\u{202F}\u{2009}".contains(character) }
}
