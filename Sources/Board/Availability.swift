import Sales

extension Model {
  /// Why the verb does nothing now, as a sentence; nil when it can act. No key is ever silent.
  package func refusal(of verb: Verb) -> String? {
    if case .stages = ground { return stagesRefusal(of: verb) }
    if let words = triageRefusal(of: verb) { return words }
    // What the verb wants of the deal is asked where its board is, once that is the one in sight.
    if isToday, !Verb.ofDeal.contains(verb) || verb == .doneAndNext || today.item?.deal?.pipelineID != pipeline {
      return todayRefusal(of: verb)
    }
    switch verb {
    case .left, .right, .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp:
      return columns.isEmpty ? "There are no stages." : nil
    case .stage1, .stage2, .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9:
      let count = columns.count
      guard let index = verb.stageIndex, index >= count else { return nil }
      return "This pipeline has \(counted(count, "stage"))."
    case .moveBack:
      let isFirst = marks.isEmpty && focusedStage?.id == columns.first?.stage.id
      return writeRefusal ?? dealRefusal ?? (isFirst ? "\(columnName) is the first stage." : nil)
    case .moveOn:
      let isLast = marks.isEmpty && focusedStage?.id == columns.last?.stage.id
      return writeRefusal ?? dealRefusal ?? (isLast ? "\(columnName) is the last stage." : nil)
    case .nextAttention, .lastAttention: return columns.isEmpty ? "There are no stages." : nil
    case .mark, .markRange, .markStage, .markAll: return focusedCard == nil ? "There is no deal here." : nil
    case .moveTo, .delete: return writeRefusal ?? dealRefusal
    case .edit, .editOutside: return writeRefusal ?? dealRefusal ?? severalRefusal
    case .step, .log, .closeDate, .value, .owner: return writeRefusal ?? dealRefusal
    case .doneAndNext: return writeRefusal ?? dealRefusal ?? stepRefusal
    case .park, .stall: return writeRefusal ?? dealRefusal ?? closedRefusal
    case .copyLine, .copyName, .copyID: return dealRefusal
    case .won: return writeRefusal ?? dealRefusal ?? statusRefusal(.won)
    case .lost: return writeRefusal ?? dealRefusal ?? statusRefusal(.lost)
    case .reopen: return writeRefusal ?? dealRefusal ?? reopenRefusal
    case .open, .record, .explain: return dealRefusal
    case .undo, .redo, .stages, .lossReasons: return writeRefusal
    case .add: return writeRefusal ?? (columns.isEmpty ? "There is no stage to add a deal to." : nil)
    case .fold: return foldRefusal
    case .foldAll, .unfoldAll, .cardSize, .order, .filter, .filterMenu, .clear, .pipelines, .triage, .today, .help,
      .palette,
      .redraw, .reload, .suspend, .quit:
      return nil
    case .done, .drop, .dueDate: return "That is for a task; T shows them."
    case .otherSide: return pane == nil ? "tab changes between the board and an open deal; enter opens one." : nil
    case .skip, .back: return view == .triage ? nil : "That is for triage; t opens it."
    case .editField: return pane?.showsRecord == true ? nil : "That is for a deal's fields; i lists them."
    case .editCell, .addStage, .removeStage, .stageEarlier, .stageLater, .takeLesson, .renamePipeline, .addPipeline,
      .defaultPipeline, .deletePipeline:
      return "That is for the table of stages; S opens it."
    }
  }

  private var columnName: String { focusedStage?.name ?? "This" }

  var writeRefusal: String? {
    if isReplaced { return replacedSentence }
    return switch setting.readOnly {
    case nil: pending == nil ? nil : "A change is waiting for another writer; Esc withdraws it."
    case .file: "The file is read-only: \(setting.place). Nothing can be changed here."
    case .folder: "The file's folder is read-only: \(setting.place). Nothing can be changed here."
    }
  }

  /// A form is of one deal.
  private var severalRefusal: String? {
    marks.count > 1 ? "\(grouped(marks.count)) deals are marked, and the form is for one; esc unmarks." : nil
  }

  private var dealRefusal: String? { targets.isEmpty ? "There is no deal here." : nil }

  /// Nil when the verb can act on one of the deals at least.
  private func refusal(_ words: String, unless isPossible: (Card) -> Bool) -> String? {
    let cards = targets
    guard !cards.contains(where: isPossible) else { return nil }
    let name = cards.count == 1 ? subject(of: cards.map(\.deal.id)) : "Each of the \(cards.count) marked deals"
    return "\(name) \(words)"
  }

  private func statusRefusal(_ status: DealStatus) -> String? {
    refusal("is \(status.rawValue) already.") { $0.deal.status != status }
  }

  private var stepRefusal: String? {
    refusal("has no step to complete; s plans one.") { $0.nextStep != nil }
  }

  private var closedRefusal: String? {
    let statuses = Set(targets.map(\.deal.status))
    let status = statuses.count == 1 ? statuses.first?.rawValue : nil
    return refusal("is \(status ?? "closed") already; o reopens \(targets.count == 1 ? "it" : "them").") {
      $0.deal.isActive
    }
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
    guard let stage = column?.stage, !foldedStages.contains(stage.id) else { return nil }
    let isLast = columns.count { !foldedStages.contains($0.stage.id) } == 1
    return isLast ? "\(stage.name) is the only stage unfolded." : nil
  }
}
