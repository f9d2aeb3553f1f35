package import Sales
package import Screen

/// The program as a value: what every screen shares, and which screens are up. Compares only what a key press can change;
/// size, clock and settings are ignored.
package struct Model: Equatable, Sendable {
  @Given package var world: World
  package var board = BoardState()
  package var notices = Notices()
  package var history = UndoHistory()
  package var unfinished = Unfinished()

  package var mode = Mode.board
  /// What has the keys again when help or palette is closed.
  package var resting = Mode.board
  package var view = View.board
  /// The last walk through what needs attention, which goes on where it was left.
  package var triage: Triage?
  package var today = Today()
  package var pane: Pane?
  /// The practice tour; nil once it has ended, and on every board but the demo's.
  package internal(set) var tour: Tour?

  package init(size: Size, present: Present, setting: Setting) {
    world = World(size: size, present: present, setting: setting)
    tour = setting.isDemo ? Tour() : nil
    if let greeting = setting.greeting { say(greeting) }
  }

  /// The file knows the login from now on.
  mutating func know(_ user: User) {
    world.setting = world.setting.with(user)
  }

  package static let defaultLossReasons = [
    "price", "competition", "budget", "missing features", "long cycle", "no decision", "no answer", "poor fit",
  ]
}

extension Model {
  /// The filter's line as it is typed; `board.filter` is what it means.
  package var filterText: String {
    get { board.filterText }
    set {
      board.filterText = newValue
      readFilter()
    }
  }

  /// Whether the next esc drops what is typed.
  var isLeaving: Bool { notices.leaving == mode }
  package var plan: PipelinePlan? { board.pipelines.first { $0.pipeline.id == board.pipeline } }
  package var stages: [Stage] { board.columns.map(\.stage) }
  package var column: StageColumn? {
    board.columns.indices.contains(board.focusedColumn) ? board.columns[board.focusedColumn] : nil
  }
  /// The card that every verb acts on.
  package var focusedCard: Card? {
    switch view {
    case .board: strayCard ?? column?.focused
    case .triage: triage?.detail?.card
    case .today: pane == nil ? today.item?.card : strayCard ?? column?.focused
    }
  }
  /// The open deal where the board has no place for it any more, such as under a filter that it left.
  private var strayCard: Card? { pane.flatMap { $0.deal == column?.focused?.deal.id ? nil : $0.detail?.card } }
  /// The mode beneath help, palette or a question about an undo, or the mode itself.
  var ground: Mode { mode.feature?.liesOver == true ? resting : mode }
  /// The stage that it is in.
  var focusedStage: Stage? { focusedCard.flatMap { stage($0.deal.stageID) } ?? column?.stage }
  package var glyphs: Glyphs { world.setting.glyphs }
  package var money: MoneyText { world.setting.money }

  /// The filter's line as it is understood now.
  var filterReading: FilterText {
    FilterText(
      filterText,
      FilterContext(
        present: world.present, user: world.setting.user?.id, stages: board.pipelines.flatMap(\.stages),
        pipelines: board.pipelines.map(\.pipeline), notation: notation, currency: currency))
  }

  /// How amounts are written here, beside those of the pipeline.
  var notation: Notation { world.setting.notation.beside(plan?.tallies ?? []) }

  /// The currency of amounts that name none.
  var currency: Currency { plan?.currency ?? .usd }

  /// The line of a new deal as it is understood.
  func quickAdd(_ line: String) -> QuickAdd { QuickAdd(line, at: world.present, currency: currency, notation) }

  var replacedSentence: String {
    "The file at \(world.setting.place) is gone, was cut off, or another one is there. This board shows the old one: quit and start again"
  }

  /// Gives the typed filter its meaning again, which changes with the time and the stages. It stays the same between
  /// two readings of the board, so that all cards are of one filter.
  ///
  /// A line that is not understood any more, such as after a stage's new name, finds nothing rather than more: verbs act
  /// on all that it shows. While it is typed, what is understood so far counts.
  mutating func readFilter() {
    let reading = filterReading
    board.filter = reading.filter
    if case .filter = ground { return }
    guard let fault = reading.fault else { return }
    board.filter.terms.append(Filter.Term(.stages([])))
    notices.banner = "The filter is not understood: \(fault.sentence). / corrects it, esc twice ends it"
  }

  func stage(_ id: StageID) -> Stage? { board.columns.first { $0.stage.id == id }?.stage }

  func columnIndex(of stage: StageID) -> Int? { board.columns.firstIndex { $0.stage.id == stage } }

  /// The card anywhere in the windows, or among the marked ones.
  func card(_ deal: DealID) -> Card? {
    for column in board.columns {
      if let card = column.window.cards.first(where: { $0.deal.id == deal }) { return card }
    }
    let shown = [board.marks[deal], triage?.detail?.card, pane?.detail?.card]
    if let card = shown.lazy.compactMap(\.self).first(where: { $0.deal.id == deal }) { return card }
    return today.items.lazy.compactMap(\.card).first { $0.deal.id == deal }
  }

  /// One tally for each currency, in the same order all over the board: the one with the most open deals first.
  func merged(_ tallies: [Tally]) -> [Tally] {
    Tally.merged(tallies, rankedBy: board.columns.flatMap(\.totals.active))
  }
}
