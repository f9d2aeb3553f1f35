import Sales
import Screen

// Pipelines and their stages, edited on a screen of their own.
extension Model {
  mutating func openStages() -> [Effect] {
    var editor = StageEditor()
    editor.row = board.focusedColumn
    mode = .stages(editor)
    return learn()
  }

  mutating func pressInStages(_ key: Key, _ editor: StageEditor) -> [Effect] {
    editor.line == nil ? pressOnScreen(key) : answerStageLine(key, editor)
  }

  /// What the verb does to the table; nil for one that is the same everywhere.
  mutating func performInStages(_ verb: Verb, _ before: StageEditor) -> [Effect]? {
    var editor = before
    let last = max(0, stages.count - 1)
    editor.row = min(editor.row, last)
    switch verb {
    case .clear:
      mode = .board
      return []
    case .down: editor.row = min(last, editor.row + 1)
    case .up: editor.row = max(0, editor.row - 1)
    case .right: editor.cell = editor.cell.next(1)
    case .left: editor.cell = editor.cell.next(-1)
    case .stageLater: return moveStage(editor, by: 1)
    case .stageEarlier: return moveStage(editor, by: -1)
    case .editCell: open(.cell(editor.cell), in: &editor)
    case .addStage: open(.stage, in: &editor)
    case .renamePipeline: open(.rename, in: &editor)
    case .addPipeline: open(.pipeline, in: &editor)
    case .deletePipeline:
      let deals = stages.reduce(0) { $0 + (board.dealCounts[$1.id]?.all ?? 0) }
      guard deals == 0 else {
        let rest = " holds \(counted(deals, "deal")): move or delete \(deals == 1 ? "it" : "them") first."
        say("", subject: plan?.pipeline.name ?? "", rest)
        return []
      }
      editor.line = .deletePipeline
    case .defaultPipeline: return makeDefault()
    case .takeLesson: return takeLesson(editor)
    case .removeStage: return removeStage(editor)
    default: return nil
    }
    mode = .stages(editor)
    return []
  }

  /// Why the verb cannot act on the table; nil when it can.
  func stagesRefusal(of verb: Verb) -> String? {
    let none = stages.isEmpty ? "There is no stage yet; a adds one." : nil
    switch verb {
    case .editCell, .removeStage, .takeLesson, .stageEarlier, .stageLater: return writeRefusal ?? none
    case .addStage, .renamePipeline, .addPipeline, .deletePipeline, .defaultPipeline, .undo, .redo: return writeRefusal
    default: return nil
    }
  }

  private func open(_ what: StageEditor.What, in editor: inout StageEditor) {
    editor.open(what, of: stages.indices.contains(editor.row) ? stages[editor.row] : nil, in: plan?.pipeline)
  }

  /// Puts what is learned into the chosen cell.
  private mutating func takeLesson(_ editor: StageEditor) -> [Effect] {
    let stage = stages[editor.row]
    guard editor.cell.isLearned, stage.type == .open else {
      say("Only the chance and the limit of an open stage are learned; tab goes to them.")
      return []
    }
    guard let learned = lesson(editor.cell, of: stage) else {
      say(board.lessons == nil ? "It is still being learned." : editor.cell.tooFew)
      return []
    }
    return commitStages(stage.edit(editor.cell, to: .integer(Int64(learned.value))))
  }

  /// What the past says of the cell; nil while it is not known, and where it says nothing.
  func lesson(_ cell: StageCell, of stage: Stage) -> StageLesson.Learned? {
    guard stage.type == .open else { return nil }
    switch cell {
    case .probability: return board.lessons?[stage.id]?.chance
    case .limit: return board.lessons?[stage.id]?.limit
    case .name, .type, .idle, .color: return nil
    }
  }

  private mutating func makeDefault() -> [Effect] {
    guard let pipeline = plan?.pipeline else { return [] }
    guard !pipeline.isDefault else {
      say("\(pipeline.name) is the default pipeline already.")
      return []
    }
    return commitStages(.editPipeline(pipeline.id, [.set(\.isDefault, true)]))
  }

  private mutating func moveStage(_ editor: StageEditor, by step: Int) -> [Effect] {
    var order = stages.map(\.id)
    let target = editor.row + step
    guard order.indices.contains(editor.row), order.indices.contains(target), let pipeline = board.pipeline else {
      say("It is the \(step < 0 ? "first" : "last") stage already.")
      return []
    }
    order.swapAt(editor.row, target)
    return commitStages(.reorderStages(pipeline, order, seen: stages.map(\.id)))
  }

  /// Asks where the stage's deals go: to one of its own type, since another would change how they stand.
  private mutating func removeStage(_ editor: StageEditor) -> [Effect] {
    var asking = editor
    asking.line = .remove()
    mode = .stages(asking)
    return board.pipeline.map { [.ask(.dealCounts($0, removing: stages[editor.row].id))] } ?? []
  }

  mutating func received(
    dealCounts counts: [StageID: DealCount], of pipeline: PipelineID, removing stage: StageID?
  ) -> [Effect] {
    guard pipeline == self.board.pipeline else { return [] }
    board.dealCounts = counts
    return stage.map { goOnRemoving($0, deals: counts[$0]?.all ?? 0) } ?? []
  }

  /// Without any deals the stage goes at once.
  private mutating func goOnRemoving(_ stage: StageID, deals: Int) -> [Effect] {
    guard case .stages(var editor) = mode, case .remove = editor.line, stages.indices.contains(editor.row),
      stages[editor.row].id == stage
    else { return [] }
    if deals == 0 {
      editor.line = nil
      mode = .stages(editor)
      return commitStages(.removeStage(stage))
    }
    if targets(for: stages[editor.row]).isEmpty {
      editor.line = nil
      mode = .stages(editor)
      let own = stages[editor.row]
      say(
        "\(own.name) has \(counted(deals, "deal")) and is the only \(own.type.rawValue) stage: add another first."
      )
    }
    return []
  }

  /// Where the deals of a stage can go without changing how they stand.
  func targets(for stage: Stage) -> [(index: Int, stage: Stage)] {
    stages.enumerated().filter { $0.element.id != stage.id && $0.element.type == stage.type }
      .map { (index: $0.offset, stage: $0.element) }
  }
}

extension StageCell {
  fileprivate func next(_ step: Int) -> StageCell {
    let all = StageCell.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + step + all.count) % all.count]
  }
}
