package import Sales

/// A walk through what needs attention, as it is kept for the next start of the board: the deal at which it stood, and
/// what became of those before.
package struct KeptTriage: Hashable, Sendable {
  package let pipeline: PipelineID
  package let filterText: String
  package let deal: DealID
  package let past: [Past]

  /// A deal that was seen, and what became of it.
  package struct Past: Hashable, Sendable {
    let deal: DealID
    let outcome: Triage.Outcome
  }

  func isOf(_ pipeline: PipelineID?, _ filterText: String) -> Bool {
    self.pipeline == pipeline && self.filterText == filterText
  }
}

extension [KeptTriage] {
  /// As many walks as are remembered, the latest last.
  private static var most: Int { 8 }

  mutating func keep(_ walk: KeptTriage) {
    removeAll { $0.isOf(walk.pipeline, walk.filterText) }
    append(walk)
    self = suffix(Self.most)
  }

  /// One after the other, with a blank line between.
  var setting: String { map(\.text).joined(separator: "\n\n") }

  /// Reads what `setting` wrote; what it cannot read is left out.
  init(setting: String) {
    self = setting.split(separator: "\n\n").compactMap { KeptTriage(String($0)) }
  }
}

extension Triage {
  /// Nil where it is over: the next walk is a new one.
  var kept: KeptTriage? {
    guard let current else { return nil }
    let past = queue.filter { $0 != current }.compactMap { deal in
      outcomes[deal].map { KeptTriage.Past(deal: deal, outcome: $0) }
    }
    return KeptTriage(pipeline: pipeline, filterText: filterText, deal: current, past: past)
  }

  /// Goes on with a walk of an earlier session: first what it did, then the deal at which it stood, then all others.
  mutating func resume(_ kept: KeptTriage) {
    let past = kept.past.map(\.deal)
    let had = Set(past)
    let rest = queue.filter { !had.contains($0) }
    let last = rest.filter { $0 == kept.deal }
    outcomes = Dictionary(kept.past.map { ($0.deal, $0.outcome) }) { first, _ in first }
    extend(to: past + last + rest.filter { $0 != kept.deal }, place: past.count)
  }
}

// A line for the deal at which it stood, then one for each deal before.
extension KeptTriage {
  var text: String {
    let lines = past.map { past in
      switch past.outcome {
      case .skipped(let name): [past.deal.description, Self.skipped, name]
      case .done(let name, let event): [past.deal.description, Self.done, name, event]
      }
    }
    return ([[deal.description, pipeline.description, filterText]] + lines)
      .map { $0.map(Self.plain).joined(separator: "\t") }.joined(separator: "\n")
  }

  private static let (skipped, done) = ("skipped", "done")

  /// Tabs and line ends are between the words here, and not in them.
  private static func plain(_ text: String) -> String {
    String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }

  /// Reads what `text` wrote; nil for anything else.
  init?(_ text: String) {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first, head.count == 3, let deal = DealID(head[0]), let pipeline = PipelineID(head[1]) else {
      return nil
    }
    (self.deal, self.pipeline, filterText) = (deal, pipeline, head[2])
    past = lines.dropFirst().compactMap { words in
      guard words.count > 2, let deal = DealID(words[0]) else { return nil }
      switch (words[1], words.count) {
      case (Self.skipped, 3): return Past(deal: deal, outcome: .skipped(name: words[2]))
      case (Self.done, 4): return Past(deal: deal, outcome: .done(name: words[2], event: words[3]))
      default: return nil
      }
    }
  }
}
