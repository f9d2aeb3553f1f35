package import Sales

extension Filter {
  /// Only words, each already folded with `folded(_:)`.
  package init(words: [String]) {
    self.init(terms: words.map { Term(.text($0)) })
  }
}
