/// Everything that a key or the palette can ask of the board.
package enum Verb: String, CaseIterable, Hashable, Sendable {
  case left, right, up, down, first, last, halfPageDown, halfPageUp, pageDown, pageUp
  case stage1, stage2, stage3, stage4, stage5, stage6, stage7, stage8, stage9
  case moveBack, moveOn, moveTo
  case undo, redo
  case mark, markRange, markStage, markAll
  case add, won, lost, reopen, edit, editOutside, delete, open, record, editField
  case step, doneAndNext, log, closeDate, value, owner, park, stall
  case done, drop, dueDate
  case skip, back
  case editCell, addStage, removeStage, stageEarlier, stageLater, takeLesson
  case renamePipeline, addPipeline, defaultPipeline, deletePipeline
  case copyLine, copyName, copyID
  case filter, filterMenu, nextAttention, lastAttention, clear
  case fold, foldAll, unfoldAll, cardSize, order, lossReasons, tour
  case triage, today, pipelines, stages, otherSide, help, palette, explain
  case redraw, reload, suspend, quit

  /// The stage that a digit means, from 0; nil for other verbs.
  package var stageIndex: Int? { Verb.ofStages.firstIndex(of: self) }

  /// Those of the digits, in their order.
  private static let ofStages: [Verb] = [
    .stage1, .stage2, .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9,
  ]
}

extension Verb {
  /// Those that need nothing but one deal, wherever it is shown.
  static let ofDeal: Set<Verb> = [
    .moveBack, .moveOn, .moveTo, .won, .lost, .reopen, .edit, .editOutside, .delete, .record, .step, .doneAndNext, .log,
    .closeDate, .value, .owner, .park, .stall, .copyLine, .copyName, .copyID, .explain,
  ]

  /// Those that go by pages, in any list.
  static let pages: Set<Verb> = [.halfPageDown, .halfPageUp, .pageDown, .pageUp]

  /// Whether a range that is being marked stays open: the focus takes it along in its stage, and looking is not acting.
  var leavesRange: Bool {
    switch self {
    case .up, .down, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .markRange, .clear, .help, .palette,
      .redraw, .reload, .suspend, .quit, .explain, .cardSize, .tour:
      true
    case .left, .right, .stage1, .stage2, .stage3, .stage4, .stage5, .stage6, .stage7, .stage8, .stage9, .moveBack,
      .moveOn, .moveTo, .undo, .redo, .mark, .markStage, .markAll, .add, .won, .lost, .reopen, .edit, .editOutside,
      .delete, .open, .record, .editField, .step, .doneAndNext, .log, .closeDate, .value, .owner, .park, .stall, .done,
      .drop, .dueDate, .skip, .back, .editCell, .addStage, .removeStage, .stageEarlier, .stageLater, .takeLesson,
      .renamePipeline, .addPipeline, .defaultPipeline, .deletePipeline, .copyLine, .copyName, .copyID, .filter,
      .filterMenu, .nextAttention, .lastAttention, .fold, .foldAll, .unfoldAll, .order, .lossReasons, .triage, .today,
      .pipelines, .stages, .otherSide:
      false
    }
  }

  /// Those that are the same on every screen.
  static let everywhere: Set<Verb> = [.undo, .redo, .help, .palette, .redraw, .reload, .suspend]

  /// What the verb needs that one deal at a time has not; nil when it acts on the deal.
  var boardOnly: String? {
    switch self {
    case .left, .right, .first, .last, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .stage1, .stage2, .stage3,
      .stage4, .stage5, .stage6, .stage7, .stage8, .stage9, .up, .down:
      "Triage shows one deal at a time"
    case .mark, .markRange, .markStage, .markAll: "Marks are for the board"
    case .otherSide: "Triage shows one deal at a time; enter opens it"
    case .triage: "This is triage: a verb or j goes on to the next deal"
    case .nextAttention, .lastAttention: "Triage goes on with j and back with k"
    case .filter, .filterMenu, .clear: "Triage keeps the board's filter"
    case .fold, .foldAll, .unfoldAll, .cardSize, .order, .pipelines, .stages, .add, .tour: "That is for the board"
    case .moveBack, .moveOn, .moveTo, .undo, .redo, .won, .lost, .reopen, .edit, .editOutside, .delete, .open, .record,
      .editField, .step, .doneAndNext, .log, .closeDate, .value, .owner, .park, .stall, .done, .drop, .dueDate, .skip,
      .back, .editCell, .addStage, .removeStage, .stageEarlier, .stageLater, .takeLesson, .renamePipeline, .addPipeline,
      .defaultPipeline, .deletePipeline, .copyLine, .copyName, .copyID, .lossReasons, .today, .help, .palette, .explain,
      .redraw, .reload, .suspend, .quit:
      nil
    }
  }
}
