import Sales
import Screen

// Marks: the deals that the next verb acts on instead of the focused one. They are known by id, never cover what the
// filter hides, and stay after a verb on those that are still in sight, so that the next one acts on the same deals.
extension Model {
  /// The most that are marked at once: what is written in one step is held in memory, and said with a count.
  static let mostMarks = 10_000

  /// What verbs act on in place of the focused deal, and the screen shows as marked: the marked deals, with those of the
  /// range that is open. Where one deal or task is shown at a time none is: the marks wait for the board.
  var marked: [DealID: Card] {
    guard view == .board else { return [:] }
    return withRange
  }

  private var withRange: [DealID: Card] { range.reduce(into: board.marks) { $0[$1.deal.id] = $1 } }

  func isMarked(_ deal: DealID) -> Bool {
    view == .board && (board.marks[deal] != nil || range.contains { $0.deal.id == deal })
  }

  /// The cards from where the open range begins to the focus; none while its beginning is out of sight.
  private var range: ArraySlice<Card> {
    guard view == .board, let column, let start = rangeIndex(in: column),
      column.window.cards.indices.contains(column.focus)
    else { return [] }
    return column.window.cards[min(start, column.focus)...max(start, column.focus)]
  }

  /// Where in the column's window the open range begins.
  func rangeIndex(in column: StageColumn) -> Int? {
    board.rangeStart.flatMap { start in column.window.cards.firstIndex { $0.deal.id == start } }
  }

  /// Whether there is a deal that a verb could act on: asked for each key of the footer, so nothing is put in order.
  var hasTargets: Bool { focusedCard != nil || view == .board && !board.marks.isEmpty }

  /// The deals that a verb acts on, in the order of the stages.
  var targets: [Card] {
    let marked = marked
    guard !marked.isEmpty else { return focusedCard.map { [$0] } ?? [] }
    let places = Dictionary(uniqueKeysWithValues: board.columns.enumerated().map { ($1.stage.id, $0) })
    return marked.values.sorted {
      let (left, right) = (places[$0.deal.stageID] ?? 0, places[$1.deal.stageID] ?? 0)
      return left != right ? left < right : $0.deal.id < $1.deal.id
    }
  }

  /// The deals that a verb for open deals acts on, and how many closed ones it leaves out: of marked deals some of which
  /// are open, the closed ones.
  var openTargets: (cards: [Card], closed: Int) {
    let cards = targets
    let open = cards.filter(\.deal.isActive)
    return open.isEmpty ? (cards, 0) : (open, cards.count - open.count)
  }

  /// What is said of the closed deals that a verb has left out.
  func leftOut(_ count: Int) -> String { count == 0 ? "" : "; \(counted(count, "closed deal")) left out" }

  /// `Acme` or `12 deals`: what a sentence about the deals begins with.
  func subject(of deals: [DealID]) -> String {
    deals.count == 1 ? card(deals[0])?.deal.name ?? "The deal" : counted(deals.count, "deal")
  }

  /// `14 of 20 deals`, where the others were so already: as many as undo will speak of.
  func subject(of deals: [DealID], changed: Int) -> String {
    let name = subject(of: deals)
    return changed < deals.count && deals.count > 1 ? "\(grouped(changed)) of \(name)" : name
  }

  mutating func markFocused() -> [Effect] {
    guard let column, let card = column.focused else { return [] }
    if board.marks.removeValue(forKey: card.deal.id) == nil { board.marks[card.deal.id] = card }
    return column.focus + 1 < column.window.cards.count ? moveFocus(by: 1) : []
  }

  /// The first press opens a range, which goes with the focus; the second ends it.
  mutating func markRange() -> [Effect] {
    guard let card = column?.focused else { return [] }
    guard board.rangeStart != nil else {
      board.rangeStart = card.deal.id
      say("From ", subject: card.deal.name, " on; v ends the range, esc unmarks.")
      return []
    }
    _ = endRange()
    return []
  }

  /// What the range covers stays marked, and is counted. False, with a sentence, where it covers nothing from here.
  mutating func endRange() -> Bool {
    let count = range.count
    (board.marks, board.rangeStart) = (withRange, nil)
    say(count == 0 ? "Where the range began is out of reach; v begins another." : told(marking: count))
    return count > 0
  }

  private func told(marking count: Int) -> String {
    "Marked \(counted(count, "deal")); verbs act on \(count == 1 ? "it" : "them"), esc unmarks."
  }

  mutating func receivedMarks(_ cards: [Card], filter: Filter) {
    guard filter == self.board.filter else { return }
    guard cards.count <= Self.mostMarks else {
      say("There are more than \(grouped(Self.mostMarks)) deals; filter them first.")
      return
    }
    for card in cards { board.marks[card.deal.id] = card }
    say(cards.isEmpty ? "There is no deal to mark." : told(marking: cards.count))
  }

  /// False when there is nothing to unmark.
  mutating func unmark() -> Bool {
    let marked = marked
    guard !marked.isEmpty || board.rangeStart != nil else { return false }
    say(marked.isEmpty ? "No range." : "Unmarked \(counted(marked.count, "deal")).")
    (board.marks, board.rangeStart) = ([:], nil)
    return true
  }

  /// Notes which marked deals the action has deleted, and answers those that it brings back. What was marked since then
  /// stays the only thing marked: a verb acts on no more than was meant.
  mutating func marksBack(_ commit: Commit, _ action: Action) -> [DealID] {
    let gone = commit.edits.filter { $0.after == nil }.compactMap { $0.before.flatMap(Deal.init(row:))?.id }
    let marked = gone.filter { board.marks[$0] != nil }
    if !marked.isEmpty { history.deletedMarks[action.id] = marked }
    let back = action.reverts.flatMap { history.deletedMarks.removeValue(forKey: $0) } ?? []
    return view == .board && board.marks.isEmpty ? back : []
  }

  /// Changes of several deals as one step; nil when there are none.
  func oneChange(_ changes: [Change]) -> Change? { changes.count > 1 ? .bulk(changes) : changes.first }
}
