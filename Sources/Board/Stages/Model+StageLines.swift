import Sales
import Screen

// The lines of the table of stages: what is typed or chosen for a cell, a name, a colour, or where deals go.
extension Model {
  mutating func answerStageLine(_ key: Key, _ before: StageEditor) -> [Effect] {
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
      return board.pipeline.map { commitStages(.deletePipeline($0)) } ?? []
    case (.deletePipeline, _):
      say("y deletes the pipeline, esc keeps it.")
      return []
    // In a colour that is being typed, h and l are letters, as in violet.
    case (.color(_, .some(let swatch)), .character("h")): editor.choose(swatch + Swatch.all.count - 1)
    case (.color(_, .some(let swatch)), .character("l")): editor.choose(swatch + 1)
    case (.color(let line, let swatch), .left):
      editor.choose((swatch ?? Swatch.index(of: line.text) ?? 0) + Swatch.all.count - 1)
    case (.color(let line, let swatch), .right): editor.choose((swatch ?? Swatch.index(of: line.text) ?? -1) + 1)
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
    default:
      let isOwn = key == .character(Character("\((before.row + 1) % 10)"))
      let what = isOwn ? "\(own.name) is the stage that goes" : "\(key.name) is no \(own.type.rawValue) stage"
      say("\(what); j k choose \(isOwn ? "another" : "one"), esc keeps \(own.name).")
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
    var value = FieldText.read(text, field.kind, currency: .usd, today: world.present.today)?.value
    if editor.cell == .color, !text.trimmed.isEmpty { value = Swatch.read(text)?.scalar }
    guard let value else {
      notices.promptRefusal =
        editor.cell == .color
        ? "a name, #rgb or #rrggbb; the names: \(Swatch.names)"
        : "\(editor.cell.label) must be \(FieldText.expectation(field.kind))"
      return []
    }
    return commitStages(stage.edit(editor.cell, to: value))
  }

  func commitStages(_ change: Change) -> [Effect] { [.commit(change, .stages)] }

  /// A line that somebody else's change forbids stays, with what they made of it; enter then saves one's own knowingly.
  mutating func refuseStageLine(_ error: StoreError) -> [Effect]? {
    guard case .stages(var editor) = mode, let what = editor.what, case .conflict(let conflict) = error else {
      return nil
    }
    editor.rebase(onto: conflict)
    mode = .stages(editor)
    let found = what.text(of: editor.seenStage, in: editor.seenPipeline)
    notices.promptRefusal =
      "now \(found.isEmpty ? "none" : found)\(conflict.by.map { " by \($0)" } ?? ""); enter saves yours"
    return reload()
  }

  /// A pipeline that was added is the one in sight: what comes next is for it.
  mutating func followPipeline(_ commit: Commit) {
    guard case .stages(var editor) = mode,
      let added = commit.edits.lazy.filter({ $0.before == nil }).compactMap({ $0.after.flatMap(Pipeline.init(row:)) })
        .first
    else { return }
    switchTo(added.id)
    editor.row = 0
    mode = .stages(editor)
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

extension Stage {
  /// The cell with another value, unless somebody else has changed it since the stage was seen so.
  func edit(_ cell: StageCell, to value: Scalar) -> Change {
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
