import Sales

extension Model {
  /// Why the verb does nothing now, as a sentence; nil when it can act. No key is ever silent.
  package func refusal(of verb: Verb) -> String? {
    switch verb {
    case .left, .right, .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp:
      return columns.isEmpty ? "There are no stages." : nil
    case .stage1, .stage2, .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9:
      let count = columns.count
      guard let index = verb.stageIndex, index >= count else { return nil }
      return "This pipeline has \(DateText.count(count, "stage"))."
    case .moveBack:
      return writeRefusal ?? dealRefusal ?? (focusedColumn == 0 ? "\(columnName) is the first stage." : nil)
    case .moveOn:
      return writeRefusal ?? dealRefusal
        ?? (focusedColumn == columns.count - 1 ? "\(columnName) is the last stage." : nil)
    case .moveTo, .edit, .editOutside, .delete: return writeRefusal ?? dealRefusal
    case .step, .log, .closeDate, .value, .owner: return writeRefusal ?? dealRefusal
    case .doneAndNext: return writeRefusal ?? dealRefusal ?? stepRefusal
    case .park, .stall: return writeRefusal ?? dealRefusal ?? closedRefusal
    case .copyLine, .copyName, .copyID: return dealRefusal
    case .won: return writeRefusal ?? dealRefusal ?? statusRefusal(.won)
    case .lost: return writeRefusal ?? dealRefusal ?? statusRefusal(.lost)
    case .reopen: return writeRefusal ?? dealRefusal ?? reopenRefusal
    case .open, .record, .explain: return dealRefusal
    case .undo, .redo, .stages: return writeRefusal
    case .add: return writeRefusal ?? (columns.isEmpty ? "There is no stage to add a deal to." : nil)
    case .fold: return foldRefusal
    case .foldAll, .unfoldAll, .cardSize, .order, .filter, .filterMenu, .clear, .pipelines, .help, .palette, .redraw,
      .reload, .suspend,
      .quit:
      return nil
    }
  }

  private var columnName: String { column?.stage.name ?? "This" }

  var writeRefusal: String? {
    switch setting.readOnly {
    case nil: pending == nil ? nil : "A change is waiting for another writer; Esc withdraws it."
    case .file: "The file is read-only: \(setting.place). Nothing can be changed here."
    case .folder: "The file's folder is read-only: \(setting.place). Nothing can be changed here."
    }
  }

  private var dealRefusal: String? { focusedCard == nil ? "There is no deal here." : nil }

  private func statusRefusal(_ status: DealStatus) -> String? {
    guard let deal = focusedCard?.deal, deal.status == status else { return nil }
    return "\(deal.name) is \(status.rawValue) already."
  }

  private var stepRefusal: String? {
    guard let card = focusedCard, card.nextStep == nil else { return nil }
    return "\(card.deal.name) has no step to complete; s plans one."
  }

  private var closedRefusal: String? {
    guard let deal = focusedCard?.deal, !deal.isActive else { return nil }
    return "\(deal.name) is \(deal.status.rawValue) already; o reopens it."
  }

  private var reopenRefusal: String? {
    guard let deal = focusedCard?.deal, deal.isActive else { return nil }
    return "\(deal.name) is \(deal.status.rawValue), not closed."
  }

  private var foldRefusal: String? {
    guard let stage = column?.stage, !foldedStages.contains(stage.id) else { return nil }
    let isLast = columns.count { !foldedStages.contains($0.stage.id) } == 1
    return isLast ? "\(stage.name) is the only stage unfolded." : nil
  }
}
