package import Sales
package import Screen

/// What has the keys.
package enum Mode: Hashable, Sendable {
  case board
  /// The first key of two has been pressed.
  case prefix(Key)
  case filter(LineEditor)
  /// The menu of terms and saved filters; while forgetting, of the saved ones only.
  case filterMenu(isForgetting: Bool)
  /// The name under which the filter is to be saved.
  case saveFilter(LineEditor)
  /// The person's own loss reasons, with commas between.
  case reasons(LineEditor)
  case orders
  case moveTo(MoveForm)
  /// The pipelines to switch to; with a deal that is to move, the other ones.
  case pipelines(chosen: Int, moving: MoveForm?)
  case quickAdd(QuickAddForm)
  case lost(LostForm)
  case won(WonForm)
  case form(DealForm)
  case field(FieldForm)
  case stages(StageEditor)
  case line(LineForm)
  case delete(DeleteForm)
  /// Asks before reverting what another session of the login did.
  case confirmRevert(Commit, redo: Bool)
  case palette(LineEditor, chosen: Int)
  case help(top: Int, search: LineEditor?)
}

extension Mode {
  /// What a line that closes deals has beside its text; nil for any other.
  var closingRest: ClosingRest? {
    get {
      switch self {
      case .won(let form): form.rest
      case .lost(let form): form.rest
      default: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .won(var form):
        form.rest = newValue
        self = .won(form)
      case .lost(var form):
        form.rest = newValue
        self = .lost(form)
      default: break
      }
    }
  }

  /// The deals as the person saw them when the line or the menu was opened: what somebody else has changed since then is
  /// a conflict. Nil where no deals are acted on.
  var seen: [DealID: Card]? {
    get {
      switch self {
      case .line(let form): form.seen
      case .lost(let form): form.seen
      case .won(let form): form.seen
      case .moveTo(let form): form.seen
      case .delete(let form): form.seen
      default: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .line(var form):
        form.seen = newValue
        self = .line(form)
      case .lost(var form):
        form.seen = newValue
        self = .lost(form)
      case .won(var form):
        form.seen = newValue
        self = .won(form)
      case .moveTo(var form):
        form.seen = newValue
        self = .moveTo(form)
      case .delete(var form):
        form.seen = newValue
        self = .delete(form)
      default: break
      }
    }
  }

  /// The line that is being typed; nil while keys are answered one by one.
  var editor: LineEditor? {
    get {
      switch self {
      case .filter(let editor), .saveFilter(let editor), .reasons(let editor), .palette(let editor, _): editor
      case .quickAdd(let form): form.editor
      case .lost(let form): form.editor
      case .won(let form): form.editor
      case .line(let form): form.editor
      case .form(let form): form.entries[form.chosen].editor
      case .field(let form): form.entry.editor
      case .stages(let stages): stages.editor
      case .help(_, let search): search
      case .board, .prefix, .filterMenu, .orders, .moveTo, .pipelines, .delete, .confirmRevert: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .filter: self = .filter(newValue)
      case .saveFilter: self = .saveFilter(newValue)
      case .reasons: self = .reasons(newValue)
      case .palette: self = .palette(newValue, chosen: 0)
      case .quickAdd(var form):
        form.editor = newValue
        self = .quickAdd(form)
      case .lost(var form):
        form.editor = newValue
        self = .lost(form)
      case .won(var form):
        form.editor = newValue
        self = .won(form)
      case .line(var form):
        form.editor = newValue
        self = .line(form)
      case .form(var form):
        form.entries[form.chosen].editor = newValue
        self = .form(form)
      case .field(var form):
        form.entry.editor = newValue
        self = .field(form)
      case .stages(var stages):
        stages.editor = newValue
        self = .stages(stages)
      case .help: self = .help(top: 0, search: newValue)
      case .board, .prefix, .filterMenu, .orders, .moveTo, .pipelines, .delete, .confirmRevert: break
      }
    }
  }
}

/// A line that becomes a deal.
package struct QuickAddForm: Hashable, Sendable {
  package var editor = LineEditor()
  package var stage: StageID
  /// What the store knows of the company and the name in the line.
  package var facts: QuickAddFacts?
}

extension QuickAddForm {
  /// The known company that the typed one means: the same name, else the only or the shortest that begins so.
  func match(_ typed: String) -> QuickAddFacts.CompanyMatch? {
    guard let companies = facts?.companies else { return nil }
    return companies.first { folded($0.company.name) == folded(typed) }
      ?? companies.first { folded($0.company.name).hasPrefix(folded(typed)) }
  }
}

/// Where a deal is to go: the stages of a pipeline, by digit or chosen.
package struct MoveForm: Hashable, Sendable {
  package let deal: DealID
  package var pipeline: PipelineID
  /// Nil while no stage is chosen.
  package var chosen: Int?
  /// The marked deals that were closed when the menu was opened, and so stay where they are.
  package var leftOut: Set<DealID> = []
  package var seen: [DealID: Card] = [:]
}

/// What a line that closes deals has beside its text.
package struct ClosingRest: Hashable, Sendable {
  /// How many marked deals are closed otherwise and so not among those of the line.
  package var leftOut = 0
  /// The open steps of the deals, once the store has answered.
  package var steps: [FollowUp] = []
  /// Whether the steps are dropped with the closing, rather than kept silent until the deal is reopened.
  package var dropsSteps = false
}

/// Why deals were lost.
package struct LostForm: Hashable, Sendable {
  /// As many reasons as there are digits, without the one for other reasons.
  static let mostReasons = 8

  package var deals: [DealID]
  /// The lost stage they go to; nil when the pipeline has none.
  package var stage: StageID?
  package var seen: [DealID: Card] = [:]
  package var editor = LineEditor()
  /// Whether `9` was pressed and the note to it is being typed.
  package var isNote = false
  package var rest = ClosingRest()
}

/// For how much and when a deal was won; of several only when.
package struct WonForm: Hashable, Sendable {
  package var deals: [DealID]
  package var stage: StageID?
  package var editor: LineEditor
  /// What stood in the line before anything was typed.
  package var offered = ""
  package var seen: [DealID: Card] = [:]
  package var rest = ClosingRest()
}

/// Whether deals are to be deleted.
package struct DeleteForm: Hashable, Sendable {
  package let deals: [DealID]
  /// What hangs on them; nil until the store has answered.
  package var links: DealLinks?
  package var seen: [DealID: Card] = [:]
}

extension [DealID: Card] {
  /// The deals as they are in sight now.
  init(_ cards: [Card]) {
    self.init(cards.map { ($0.deal.id, $0) }) { first, _ in first }
  }

  /// The card as it was seen.
  func asSeen(_ card: Card) -> Card { self[card.deal.id] ?? card }
}

/// The deal beside the board.
package struct Pane: Hashable, Sendable {
  package var deal: DealID
  package var detail: DealDetail?
  /// Rows scrolled out at the top.
  package var top = 0
  /// Whether `j` and `k` scroll it rather than walk the board.
  package var hasKeys = true
  /// Whether it shows every stored field rather than the facts and the timeline.
  package var showsRecord = false
  /// The field that has the keys then, from 0; the id stands before the name.
  package var chosen = 1
  /// What was typed into a field before the board was ended, to be opened once the deal has been read.
  package var kept: KeptField?
}

/// A line that was typed into a field of the open deal when the board was ended.
package struct KeptField: Hashable, Sendable {
  package let place: FieldPlace
  package let text: String
}
