package import Sales
package import Screen

/// The board as a value: what the file says, what the person chose, what has the keys. Two are alike where all that a
/// key can change is.
package struct Model: Equatable, Sendable {
  @Given package var size: Size
  @Given package var present: Present
  @Given package private(set) var setting: Setting
  @Given private(set) var texts = WrappedTexts()

  // What the file says.
  package var pipelines: [PipelinePlan] = []
  package var pipeline: PipelineID?
  package var columns: [StageColumn] = []
  /// Open and stalled deals without the filter; nil until known.
  package var openDeals: Int?
  /// Deals that need attention; nil until counted.
  package var attention: Int?
  /// Deals that sleep until a later day, which are counted apart.
  package var parked = 0

  // What the person chose.
  package var focusedColumn = 0
  /// The leftmost stage in sight.
  package var firstColumn = 0
  /// As it is typed; `filter` is what it means.
  package var filterText = "" {
    didSet { readFilter() }
  }
  package private(set) var filter = Filter.all
  package var order = Order.urgency
  package var cardSize = CardSize.auto
  package var foldedStages: Set<StageID> = []
  package var marks: [DealID: Card] = [:]
  /// Where a range that is being marked begins.
  package var rangeStart: DealID?
  package var savedFilters: [SavedFilter] = []
  /// Order and card size of every pipeline, as they are remembered.
  package var shapes: [PipelineID: BoardShape] = [:]
  package var lossReasons = Model.defaultLossReasons

  // What is going on.
  package var mode = Mode.board
  /// What has the keys again when help or palette is closed.
  package var resting = Mode.board
  package var view = View.board
  /// The last walk through what needs attention, which goes on where it was left.
  package var triage: Triage?
  /// Walks that were not over when they were left, to go on where they were.
  package var keptWalks: [KeptTriage] = []
  package var today = Today()
  package var pane: Pane?
  /// The line of the filter under which the board was read last; nil while another pipeline is still to be read.
  package var shownFilter: String?
  package var message: [Span] = []
  /// Whether it takes the rows that it needs rather than one.
  package var isMessageWhole = false
  package var banner: String?
  /// Whether the banner takes the rows that it needs rather than one.
  package var isBannerWhole = false
  /// Why the line being typed cannot be taken yet; it stands beside the line until the next key.
  package var promptRefusal: String?
  package var isFirstRun = false
  /// The practice tour; nil once it has ended, and on every board but the demo's.
  package internal(set) var tour: Tour?
  /// The tour as it was when it was left.
  var leftTour: Tour?
  /// What the past of the stages teaches; nil until it is known.
  package var lessons: [StageID: StageLesson]?
  /// How many deals each stage of a pipeline holds, as its screen counts them.
  package var dealCounts: [StageID: DealCount] = [:]
  /// Whether there are drafts that no board has claimed.
  var hasDrafts = false
  /// What was being typed when a board was ended and this one is to open again; nil once it has.
  package var draft: Draft?
  /// How many more wait for the next starts.
  var laterDrafts = 0
  /// The mode, with what is typed in it, over which esc was pressed once.
  var leaving: Mode?
  /// A change that waits for another writer.
  package var pending: Pending?
  /// What the program tells that it waits for.
  var otherWriter: WriterNote?
  /// This session's actions that `u` takes back, the last one last, and those that `U` does again.
  package var done: [ActionID] = []
  package var undone: [ActionID] = []
  /// The marked deals that this session's actions deleted, to be marked again when an undo brings them back.
  var deletedMarks: [ActionID: [DealID]] = [:]
  /// Undos that what others did since forbids, and which the next `u` passes over.
  package var refusedUndos: Set<ActionID> = []
  /// Whether the file is gone from its place, was cut off, or another one is there: what is shown is not to be written any more.
  package var isReplaced = false
  /// Whether the file has been read once.
  package var hasLoaded = false

  package init(size: Size, present: Present, setting: Setting) {
    self.size = size
    self.present = present
    self.setting = setting
    tour = setting.isDemo ? Tour() : nil
    if let greeting = setting.greeting { say(greeting) }
  }

  /// The file knows the login from now on.
  mutating func know(_ user: User) {
    setting = setting.with(user)
  }

  package static let defaultLossReasons = [
    "price", "competition", "budget", "missing features", "long cycle", "no decision", "no answer", "poor fit",
  ]
}

/// A change that another process's lock holds up.
package struct Pending: Hashable, Sendable {
  package let change: Change
  package let intent: Intent
  package let since: Timestamp
  /// The form that the change came from, to come back when it is withdrawn.
  package let mode: Mode
  /// Whether it has been said that leaving drops it.
  package var isLeaving = false
}

extension Model {
  /// Whether the next esc drops what is typed.
  var isLeaving: Bool { leaving == mode }
  package var plan: PipelinePlan? { pipelines.first { $0.pipeline.id == pipeline } }
  package var stages: [Stage] { columns.map(\.stage) }
  package var column: StageColumn? { columns.indices.contains(focusedColumn) ? columns[focusedColumn] : nil }
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
  var ground: Mode {
    switch mode {
    case .help, .palette, .confirmRevert: resting
    default: mode
    }
  }
  /// The stage that it is in.
  var focusedStage: Stage? { focusedCard.flatMap { stage($0.deal.stageID) } ?? column?.stage }
  package var glyphs: Glyphs { setting.glyphs }
  package var money: MoneyText { setting.money }

  /// The filter's line as it is understood now.
  var filterReading: FilterText {
    FilterText(
      filterText,
      FilterContext(
        present: present, user: setting.user?.id, stages: pipelines.flatMap(\.stages),
        pipelines: pipelines.map(\.pipeline), notation: notation,
        currency: currency))
  }

  /// How amounts are written here, beside those of the pipeline.
  var notation: Notation { setting.notation.beside(plan?.tallies ?? []) }

  /// The currency of amounts that name none.
  var currency: Currency { plan?.currency ?? .usd }

  /// The line of a new deal as it is understood.
  func quickAdd(_ line: String) -> QuickAdd { QuickAdd(line, at: present, currency: currency, notation) }

  var replacedSentence: String {
    "The file at \(setting.place) is gone, was cut off, or another one is there. This board shows the old one: quit and start again"
  }

  /// Gives the typed filter its meaning again, which changes with the time and the stages. It stays the same between
  /// two readings of the board, so that all cards are of one filter.
  ///
  /// A line that is not understood any more, such as after a stage's new name, finds nothing rather than more: verbs act
  /// on all that it shows. While it is typed, what is understood so far counts.
  mutating func readFilter() {
    let reading = filterReading
    filter = reading.filter
    if case .filter = ground { return }
    guard let fault = reading.fault else { return }
    filter.terms.append(Filter.Term(.stages([])))
    banner = "The filter is not understood: \(fault.sentence). / corrects it, esc twice ends it"
  }

  func stage(_ id: StageID) -> Stage? { columns.first { $0.stage.id == id }?.stage }

  func columnIndex(of stage: StageID) -> Int? { columns.firstIndex { $0.stage.id == stage } }

  /// The card anywhere in the windows, or among the marked ones.
  func card(_ deal: DealID) -> Card? {
    for column in columns {
      if let card = column.window.cards.first(where: { $0.deal.id == deal }) { return card }
    }
    let shown = [marks[deal], triage?.detail?.card, pane?.detail?.card]
    if let card = shown.lazy.compactMap(\.self).first(where: { $0.deal.id == deal }) { return card }
    return today.items.lazy.compactMap(\.card).first { $0.deal.id == deal }
  }

  /// One tally for each currency, in the same order all over the board: the one with the most open deals first.
  func merged(_ tallies: [Tally]) -> [Tally] {
    Tally.merged(tallies, rankedBy: columns.flatMap(\.totals.active))
  }
}
