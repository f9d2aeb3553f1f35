import Sales

/// What must be so before a verb can act on the board.
enum Need: Hashable {
  case stages
  /// A stage of that digit, from 0.
  case stage(Int)
  /// Stages that a new deal can stand in.
  case place
  /// The board itself, which has marks, and a card under its focus.
  case board, card
  /// The focused deal, or the marked ones.
  case deal
  /// No more than one deal: a form is of one.
  case onlyDeal
  /// A stage before or after that of the deal.
  case stageBefore, stageAfter
  /// Of the deals at least one that is neither won nor lost, one that is, one of another status, one with a next step.
  case active, closed, other(DealStatus), step
  /// A file that can be written, and no change that waits.
  case writing
  /// Another stage that stays unfolded.
  case unfolded
  /// A board whose deals are there to be played with.
  case demo
  case pane
  /// The screen that alone has the verb.
  case tasks, triage, record, stageTable
}

extension Need {
  /// Whether it is the same for every deal in sight.
  fileprivate var isOfScreen: Bool {
    switch self {
    case .stages, .place, .board, .card, .deal, .writing, .pane, .tasks, .triage, .record, .stageTable, .demo: true
    case .stage, .onlyDeal, .stageBefore, .stageAfter, .active, .closed, .other, .step, .unfolded: false
    }
  }
}

extension Verb {
  /// What must be so before it can act on the board, in the order in which people are told.
  var needs: [Need] {
    switch self {
    case .left, .right, .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .nextAttention,
      .lastAttention:
      [.stages]
    case .stage1, .stage2, .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9:
      stageIndex.map { [.stage($0)] } ?? []
    case .mark, .markRange, .markStage: [.board, .card]
    case .markAll: [.board]
    case .open, .record, .explain: [.card]
    case .copyLine, .copyName, .copyID: [.deal]
    case .moveTo, .delete, .step, .log, .closeDate, .value, .owner: [.writing, .deal]
    case .moveBack: [.writing, .deal, .stageBefore]
    case .moveOn: [.writing, .deal, .stageAfter]
    case .edit, .editOutside: [.writing, .deal, .onlyDeal]
    case .doneAndNext: [.writing, .deal, .step]
    case .park, .stall: [.writing, .deal, .active]
    case .won: [.writing, .deal, .other(.won)]
    case .lost: [.writing, .deal, .other(.lost)]
    case .reopen: [.writing, .deal, .closed]
    case .add: [.writing, .place]
    case .undo, .redo, .stages, .lossReasons: [.writing]
    case .fold: [.unfolded]
    case .tour: [.demo]
    case .foldAll, .unfoldAll, .cardSize, .order, .filter, .filterMenu, .clear, .pipelines, .triage, .today, .help,
      .palette, .redraw, .reload, .suspend, .quit:
      []
    case .otherSide: [.pane]
    case .done, .drop, .dueDate: [.tasks]
    case .skip, .back: [.triage]
    case .editField: [.record]
    case .editCell, .addStage, .removeStage, .stageEarlier, .stageLater, .takeLesson, .renamePipeline, .addPipeline,
      .defaultPipeline, .deletePipeline:
      [.stageTable]
    }
  }
}

extension Model {
  /// Why the verb does nothing now, as a sentence; nil when it can act. No key is ever silent.
  package func refusal(of verb: Verb) -> String? {
    if case .stages = ground { return stagesRefusal(of: verb) }
    if let words = triageRefusal(of: verb) { return words }
    // What the verb wants of the deal is asked where its board is, once that is the one in sight.
    if isToday, !Verb.ofDeal.contains(verb) || verb == .doneAndNext || today.item?.deal?.pipelineID != board.pipeline {
      return todayRefusal(of: verb)
    }
    return verb.needs.lazy.compactMap(refusal(for:)).first
  }

  /// Whether there is anything that the verb could act on, without which the footer does not name its key. What the
  /// verb wants of a deal is told when the key is pressed, so that the footer stays the same from deal to deal.
  func hasObject(for verb: Verb) -> Bool {
    if isToday { return todayRefusal(of: verb) == nil }
    return verb.needs.allSatisfy { !$0.isOfScreen || refusal(for: $0) == nil }
  }

  /// Why the need is not met; nil when it is.
  private func refusal(for need: Need) -> String? {
    switch need {
    case .stages: board.columns.isEmpty ? "There are no stages." : nil
    case .stage(let index):
      index < board.columns.count ? nil : "This pipeline has \(counted(board.columns.count, "stage"))."
    case .place: board.columns.isEmpty ? "There is no stage to add a deal to." : nil
    case .board: view == .board ? nil : "Marks are for the board; esc leads there."
    case .card: focusedCard == nil ? "There is no deal here." : nil
    case .deal: hasTargets ? nil : "There is no deal here."
    case .onlyDeal:
      targets.count > 1 ? "\(grouped(targets.count)) deals are marked, and the form is for one; esc unmarks." : nil
    case .stageBefore: endRefusal("first", board.columns.first)
    case .stageAfter: endRefusal("last", board.columns.last)
    case .active:
      refusal("is \(outcome) already; o reopens \(targets.count == 1 ? "it" : "them").") { $0.deal.isActive }
    case .closed: reopenRefusal
    case .other(let status): refusal("is \(status.rawValue) already.") { $0.deal.status != status }
    case .step: refusal("has no step to complete; s plans one.") { $0.nextStep != nil }
    case .writing: writeRefusal
    case .unfolded: foldRefusal
    case .demo: world.setting.isDemo ? nil : "The practice tour is in the demo; dealboard demo opens it."
    case .pane: pane == nil ? "tab changes between the board and an open deal; enter opens one." : nil
    case .tasks: "That is for a task; T shows them."
    case .triage: view == .triage ? nil : "That is for triage; t opens it."
    case .record: pane?.showsRecord == true ? nil : "That is for a deal's fields; i lists them."
    case .stageTable: "That is for the table of stages; S opens it."
    }
  }

  var writeRefusal: String? {
    if world.isReplaced { return replacedSentence }
    return switch world.setting.readOnly {
    case nil: notices.pending == nil ? nil : "A change is waiting for another writer; Esc withdraws it."
    case .file: "The file is read-only: \(world.setting.place). Nothing can be changed here."
    case .folder: "The file's folder is read-only: \(world.setting.place). Nothing can be changed here."
    }
  }

  /// Nil when one of the deals at least can go on.
  private func endRefusal(_ which: String, _ end: StageColumn?) -> String? {
    guard let end, openTargets.cards.allSatisfy({ $0.deal.stageID == end.stage.id }) else { return nil }
    return "\(end.stage.name) is the \(which) stage."
  }

  /// Nil when the verb can act on one of the deals at least.
  private func refusal(_ words: String, unless isPossible: (Card) -> Bool) -> String? {
    let cards = targets
    guard !cards.contains(where: isPossible) else { return nil }
    let name = cards.count == 1 ? subject(of: cards.map(\.deal.id)) : "Each of the \(cards.count) marked deals"
    return "\(name) \(words)"
  }

  /// How the deals ended, where all of them have.
  private var outcome: String {
    let statuses = Set(targets.map(\.deal.status))
    return statuses.count == 1 ? statuses.first?.rawValue ?? "" : "closed"
  }

  /// A stalled deal is not closed, and has a key of its own that takes it up again.
  private var reopenRefusal: String? {
    let cards = targets
    guard cards.allSatisfy(\.deal.isActive) else { return nil }
    let stalled = cards.count { $0.deal.status == .stalled }
    let wake = Keymap.board.binding(of: .stall)?.label ?? ""
    guard cards.count > 1 else {
      let name = subject(of: cards.map(\.deal.id))
      return stalled == 0 ? "\(name) is open, not closed." : "\(name) is stalled, not closed; \(wake) wakes it."
    }
    let none = "None of the \(grouped(cards.count)) marked deals is closed"
    if stalled == 0 { return none + "." }
    return "\(none); \(wake) wakes " + (stalled == cards.count ? "them." : "stalled ones, marked alone.")
  }

  private var foldRefusal: String? {
    guard let stage = column?.stage, !board.foldedStages.contains(stage.id) else { return nil }
    let isLast = board.columns.count { !board.foldedStages.contains($0.stage.id) } == 1
    return isLast ? "\(stage.name) is the only stage unfolded." : nil
  }
}
