package import Sales

/// Which screen the keys act on while nothing is typed and no menu is open.
package enum View: Hashable, Sendable {
  case board, triage, today
}

/// A walk through the deals that need attention, one at a time, the most urgent first.
package struct Triage: Hashable, Sendable {
  package let pipeline: PipelineID
  package let filterText: String
  /// As they stood when the walk began; those that were settled meanwhile are passed over.
  package private(set) var queue: [DealID]
  /// How many the walk is long: more than the queue has until the rest has been read.
  package private(set) var total: Int
  /// Which of the queue is shown; its count when all have been seen.
  package var place = 0
  package var outcomes: [DealID: Outcome] = [:]
  /// The deal at the place; nil until it is read.
  package var detail: DealDetail?
  /// Whether the deal is shown even if it needs nobody: it was come back to, or is being looked at.
  package var isHeld = false
  /// Which way the walk goes on from a deal that is gone.
  package var isBackward = false
  /// Where the way back began, to which it returns where all deals before are gone.
  var origin: Int?
  /// Which deal an action of this walk was about, so that undoing it returns there.
  package var deals: [ActionID: DealID] = [:]
  /// Rows of the summary that are scrolled out at the top.
  package var top = 0

  package init(pipeline: PipelineID, filterText: String, queue: [DealID], total: Int) {
    self.pipeline = pipeline
    self.filterText = filterText
    self.queue = queue
    self.total = total
  }

  /// What became of a deal of the walk.
  package enum Outcome: Hashable, Sendable {
    case skipped(name: String)
    /// What was done, going on from the name: `: close date now 12 Dec`.
    case done(name: String, event: String)
  }

  /// How many deals are read at once; the next ones when the walk gets there.
  package static let longest = 1000

  func isOf(_ pipeline: PipelineID?, _ filterText: String) -> Bool {
    self.pipeline == pipeline && self.filterText == filterText
  }

  /// Goes on with those of the deals that the walk has not had. `count` is how many need attention now, of which the
  /// deals are the most urgent.
  mutating func extend(by deals: [DealID], ofAll count: Int) {
    let had = Set(queue)
    let fresh = deals.filter { !had.contains($0) }
    // What was skipped needs attention still, and is not asked for again.
    total = queue.count + (fresh.isEmpty ? 0 : count - (deals.count - fresh.count))
    queue += fresh
  }

  /// Makes the walk longer by deals that it has had before, and stands at the place.
  mutating func extend(to deals: [DealID], place: Int) {
    total += deals.count - queue.count
    queue = deals
    self.place = place
  }

  /// Shows another place of the queue, or the end.
  mutating func go(to place: Int, isBackward: Bool) {
    self.place = place
    detail = nil
    (isHeld, self.isBackward) = (isBackward, isBackward)
  }

  package var current: DealID? { queue.indices.contains(place) ? queue[place] : nil }
  package var isOver: Bool { place >= queue.count }
  /// Whether there are deals that the queue has not yet.
  package var hasMore: Bool { total > queue.count }
  package var done: Int { outcomes.values.count { if case .done = $0 { true } else { false } } }
  package var skipped: Int { outcomes.count - done }
}
