import Sales
import Screen

/// A line or a menu that has the keys: its state, what a key does, what outlives it, and its picture. What most of them
/// have in common is in the extension below.
protocol Feature: Hashable, Sendable, Pictured {
  /// The mode that the feature is.
  var mode: Mode { get }

  // MARK: Keys

  /// The line that is being typed; nil while keys are answered one by one.
  var typing: LineEditor? { get set }
  /// Whether keys that open help anywhere else mean something of its own here.
  var keepsHelpKeys: Bool { get }
  /// Whether it lies over another mode, which has the keys again once it is left.
  var liesOver: Bool { get }
  /// Answers a key; it writes itself back into the model's mode, or another mode in its place.
  func press(_ key: Key, in model: inout Model) -> [Effect]
  /// Answers a text that was pasted into its line.
  func pasted(in model: inout Model) -> [Effect]

  // MARK: What others change, and what outlives it

  /// The deals as the person saw them when it was opened: what somebody else has changed since then is a conflict. Nil
  /// where no deals are acted on.
  var seenDeals: [DealID: Card]? { get set }
  /// Whether the person's own value of the field that somebody else changed stands in the line.
  var typesItsField: Bool { get }
  /// How it is done in spite of what somebody else has changed.
  var again: String { get }
  /// The mode once its change has been made.
  var afterCommit: Mode { get }
  /// The mode once its change has been refused.
  var afterRefusal: Mode { get }
  /// What is typed and would be missed; nil where nothing is.
  func draft(in model: Model) -> Draft?
  /// The mode after somebody else changed the pipelines, and what is to be said of it.
  func rebound(to plans: Replanned) -> (mode: Mode, words: String?)
  /// The same line about another deal, where none of its own is in sight; nil where that is not so.
  func goingOn(with next: Card, in model: Model) -> Mode?
}

extension Feature {
  var typing: LineEditor? {
    get { nil }
    set {}
  }
  var keepsHelpKeys: Bool { false }
  var liesOver: Bool { false }
  func pasted(in model: inout Model) -> [Effect] { [] }

  var seenDeals: [DealID: Card]? {
    get { nil }
    set {}
  }
  var typesItsField: Bool { false }
  var again: String { "enter saves yours" }
  var afterCommit: Mode { mode }
  var afterRefusal: Mode { mode }
  func draft(in model: Model) -> Draft? { nil }
  func rebound(to plans: Replanned) -> (mode: Mode, words: String?) { (mode, nil) }
  func goingOn(with next: Card, in model: Model) -> Mode? { nil }
}

/// A feature whose every key goes into one line.
protocol TypedFeature: Feature {
  var editor: LineEditor { get set }
}

extension TypedFeature {
  var typing: LineEditor? {
    get { editor }
    set { if let newValue { editor = newValue } }
  }
}

/// A feature that acts on deals as the person saw them, and is left once that is done.
protocol DealsFeature: Feature {
  var seen: [DealID: Card] { get set }
}

extension DealsFeature {
  var seenDeals: [DealID: Card]? {
    get { seen }
    set { if let newValue { seen = newValue } }
  }
  var afterCommit: Mode { .board }
}

/// A line that closes deals, which go to a stage and whose open steps are dropped or kept silent.
protocol ClosingFeature: TypedFeature, DealsFeature {
  var deals: [DealID] { get set }
  var stage: StageID? { get set }
  var rest: ClosingRest { get set }
  /// What the deals become.
  static var outcome: StageType { get }
}

extension ClosingFeature {
  func goingOn(with next: Card, in model: Model) -> Mode? {
    guard model.cards(of: deals).isEmpty else { return nil }
    var line = self
    (line.deals, line.seen, line.rest) = ([next.deal.id], [DealID: Card]([next]), ClosingRest())
    return line.mode
  }

  func rebound(to plans: Replanned) -> (mode: Mode, words: String?) {
    guard let stage, let (gone, _) = plans.replacement(of: stage) else { return (mode, nil) }
    let next = Self.outcome.status.flatMap { plans.stage(meaning: $0, as: gone) }
    var line = self
    line.stage = next?.id
    let way = next.map { "puts the deal into \($0.name)" } ?? "leaves the deal in its stage"
    return (line.mode, "\(gone.name) is gone; Enter " + way)
  }
}
