/// A filter that the person has saved under a name; the digit before it is its place.
package struct SavedFilter: Hashable, Sendable {
  package let name: String
  /// As it is typed.
  package let line: String

  package init(name: String, line: String) {
    self.name = name
    self.line = line
  }

  /// As many as there are digits.
  static let most = 9
}

extension [SavedFilter] {
  /// Reads the form in which the setting keeps them: a line each, the name, a tab, the filter.
  package init(setting: String) {
    self = setting.split(separator: "\n").prefix(SavedFilter.most).compactMap { row in
      let parts = row.split(separator: "\t", maxSplits: 1)
      return parts.count == 2 ? SavedFilter(name: String(parts[0]), line: String(parts[1])) : nil
    }
  }

  /// Nil when there are none.
  var setting: String? { isEmpty ? nil : map { "\($0.name)\t\($0.line)" }.joined(separator: "\n") }
}

/// A term that the filter menu writes.
struct FilterChoice {
  let key: Character
  let words: String
  let term: String

  static let all = [
    FilterChoice(key: "m", words: "mine", term: "owner:me"),
    FilterChoice(key: "a", words: "needs attention", term: "is:attention"),
    FilterChoice(key: "n", words: "no next step", term: "no:step"),
    FilterChoice(key: "i", words: "idle over two weeks", term: "idle>14"),
    FilterChoice(key: "c", words: "closing this month", term: "close:month"),
    FilterChoice(key: "p", words: "past its close date", term: "close<today"),
    FilterChoice(key: "v", words: "over 10,000", term: "value>10k"),
    FilterChoice(key: "k", words: "parked", term: "is:parked"),
    FilterChoice(key: "l", words: "lost", term: "status:lost"),
  ]
}
