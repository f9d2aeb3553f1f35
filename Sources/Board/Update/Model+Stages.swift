import Sales
import Screen

// Pipelines and their stages, edited on a screen of their own.
extension Model {
  mutating func openStages() -> [Effect] {
    var editor = StageEditor()
    editor.row = focusedColumn
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
    case .deletePipeline: editor.line = .deletePipeline
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
      say(lessons == nil ? "It is still being learned." : editor.cell.tooFew)
      return []
    }
    return commitStages(stage.edit(editor.cell, to: .integer(Int64(learned.value))))
  }

  /// What the past says of the cell; nil while it is not known, and where it says nothing.
  func lesson(_ cell: StageCell, of stage: Stage) -> StageLesson.Learned? {
    guard stage.type == .open else { return nil }
    switch cell {
    case .probability: return lessons?[stage.id]?.chance
    case .limit: return lessons?[stage.id]?.limit
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
    guard order.indices.contains(editor.row), order.indices.contains(target), let pipeline else {
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
    return pipeline.map { [.ask(.dealCounts($0, removing: stages[editor.row].id))] } ?? []
  }

  mutating func take(_ counts: [StageID: Int], of pipeline: PipelineID, removing stage: StageID?) -> [Effect] {
    guard pipeline == self.pipeline else { return [] }
    dealCounts = counts
    return stage.map { goOnRemoving($0, deals: counts[$0] ?? 0) } ?? []
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

  // MARK: Lines

  private mutating func answerStageLine(_ key: Key, _ before: StageEditor) -> [Effect] {
    var editor = before
    switch (editor.line, key) {
    case (_, .escape), (_, .control("c")):
      editor.line = nil
      mode = .stages(editor)
      return []
    case (.remove(let chosen), _): return chooseTarget(key, editor, chosen: chosen)
    case (.deletePipeline, .character("y")):
      editor.line = nil
      mode = .stages(editor)
      return pipeline.map { commitStages(.deletePipeline($0)) } ?? []
    case (.deletePipeline, _):
      say("y deletes the pipeline, esc keeps it.")
      return []
    // In a colour that is being typed, h and l are letters, as in violet.
    case (.color(_, .some(let swatch)), .character("h")): editor.choose(swatch + Swatch.all.count - 1)
    case (.color(_, .some(let swatch)), .character("l")): editor.choose(swatch + 1)
    case (.color(_, let swatch), .left): editor.choose((swatch ?? 0) + Swatch.all.count - 1)
    case (.color(_, let swatch), .right): editor.choose((swatch ?? -1) + 1)
    case (_, .enter): return saveStageLine(editor)
    case (.color(_, .some), .character(let character)):
      // The first letter replaces what the swatch wrote.
      editor.editor = LineEditor(String(character))
    default:
      guard var line = editor.editor, line.handle(key) else { return [] }
      editor.editor = line
    }
    mode = .stages(editor)
    return []
  }

  /// By digit, or by `j` and `k`, which go over the offered stages from the place of the one that goes.
  private mutating func chooseTarget(_ key: Key, _ before: StageEditor, chosen: Int?) -> [Effect] {
    guard let own = stages.indices.contains(before.row) ? stages[before.row] : stages.last else { return [] }
    let offered = targets(for: own)
    let below = offered.firstIndex { $0.index > before.row } ?? offered.count
    switch key {
    case .down, .character("j"):
      mode = .stages(before.removing(choosing: min(offered.count - 1, chosen.map { $0 + 1 } ?? below)))
    case .up, .character("k"):
      mode = .stages(before.removing(choosing: max(0, (chosen ?? below) - 1)))
    case .enter where chosen.map(offered.indices.contains) == true:
      return remove(own, movingDealsTo: offered[chosen ?? 0].stage, before)
    case .enter: say("Where do its deals go? j k choose a stage, esc keeps \(own.name).")
    case .character(let character):
      guard let digit = character.wholeNumberValue, let target = offered.first(where: { $0.index == digit - 1 })
      else { fallthrough }
      return remove(own, movingDealsTo: target.stage, before)
    default: say("\(key.name) is no \(own.type.rawValue) stage; j k choose one, esc keeps \(own.name).")
    }
    return []
  }

  private mutating func remove(_ own: Stage, movingDealsTo target: Stage, _ before: StageEditor) -> [Effect] {
    var editor = before
    editor.line = nil
    mode = .stages(editor)
    return commitStages(.removeStage(own.id, dealsTo: target.id))
  }

  private mutating func saveStageLine(_ editor: StageEditor) -> [Effect] {
    guard let pipeline = editor.seenPipeline, let text = editor.editor?.text else { return [] }
    switch editor.line {
    case .stage: return commitStages(.addStage(pipeline.id, [.set(\.name, text)], at: stageInsertion))
    case .rename:
      return commitStages(.editPipeline(pipeline.id, [.set(\.name, text)], seen: [.set(\.name, pipeline.name)]))
    case .pipeline: return commitStages(.createPipeline([.set(\.name, text)], stages: Pipeline.firstStages))
    case .cell, .color: return saveCell(editor, text)
    case .remove, .deletePipeline, nil: return []
    }
  }

  /// A new stage comes before the closed ones, where deals still go on.
  private var stageInsertion: Int? {
    stages.lastIndex { $0.type == .open }.map { $0 + 1 }
  }

  private mutating func saveCell(_ editor: StageEditor, _ text: String) -> [Effect] {
    guard let stage = editor.seenStage, let field = Stage.field(editor.cell.rawValue) else { return [] }
    var value = FieldText.read(text, field.kind, currency: .usd, today: present.today)?.value
    if editor.cell == .color, !text.trimmed.isEmpty { value = Swatch.read(text)?.scalar }
    guard let value else {
      promptRefusal =
        editor.cell == .color
        ? "a name, #rgb or #rrggbb" : "\(editor.cell.label) must be \(FieldText.expectation(field.kind))"
      return []
    }
    return commitStages(stage.edit(editor.cell, to: value))
  }

  private func commitStages(_ change: Change) -> [Effect] { [.commit(change, .stages)] }

  /// After a change of stages the table stays, on the row that it was on.
  mutating func leaveStageLine() {
    guard case .stages(var editor) = mode else { return }
    editor.line = nil
    mode = .stages(editor)
  }

  /// A line that somebody else's change forbids stays, with what they made of it; enter then saves one's own knowingly.
  mutating func refuseStageLine(_ error: StoreError) -> [Effect]? {
    guard case .stages(var editor) = mode, let what = editor.what, case .conflict(let conflict) = error else {
      return nil
    }
    editor.rebase(onto: conflict)
    mode = .stages(editor)
    let found = what.text(of: editor.seenStage, in: editor.seenPipeline)
    promptRefusal = "now \(found.isEmpty ? "none" : found)\(conflict.by.map { " by \($0)" } ?? ""); enter saves yours"
    return reload()
  }

  /// The row stays on its stage, wherever somebody has put that.
  mutating func followStage(among old: [StageColumn]) {
    guard case .stages(var editor) = mode, old.indices.contains(editor.row),
      let row = columnIndex(of: old[editor.row].stage.id)
    else { return }
    editor.row = row
    mode = .stages(editor)
  }
}

extension StageCell {
  fileprivate func next(_ step: Int) -> StageCell {
    let all = StageCell.allCases
    let place = all.firstIndex(of: self) ?? 0
    return all[(place + step + all.count) % all.count]
  }
}

extension Stage {
  /// The cell with another value, unless somebody else has changed it since the stage was seen so.
  fileprivate func edit(_ cell: StageCell, to value: Scalar) -> Change {
    let seen = Stage.field(cell.rawValue).map { Assignment<Stage>(field: cell.rawValue, value: $0.get(self)) }
    return .editStage(id, [Assignment(field: cell.rawValue, value: value)], seen: seen.map { [$0] } ?? [])
  }
}

extension StageEditor {
  fileprivate func removing(choosing index: Int) -> StageEditor {
    var editor = self
    editor.line = .remove(chosen: index)
    return editor
  }

  fileprivate mutating func choose(_ swatch: Int) {
    let index = swatch % Swatch.all.count
    line = .color(LineEditor(Swatch.all[index].color.description), swatch: index)
  }
}
