/// Filter lines that select exactly the deals of one figure: the terms of the whole report, then those of the figure.
struct ReportTerms: Hashable, Sendable {
  let base: String

  static let open = "-status:closed"

  func with(_ terms: String...) -> String {
    ([base] + terms).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The term that the name fits, and one turned around for each other name that begins so.
  static func exactly(_ key: String, _ name: String, among names: some Sequence<String>) -> String {
    let text = folded(name)
    let others = Set(names.map { folded($0) }).filter { $0 != text && $0.hasWord(beginning: text) }
    return ([term(key, text)] + others.sorted().map { "-" + term(key, $0) }).joined(separator: " ")
  }

  static func term(_ key: String, _ text: String) -> String {
    text.contains(where: \.isWhitespace) ? "\(key):\"\(text)\"" : "\(key):\(text)"
  }
}
