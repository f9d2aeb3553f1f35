import Sales
import Screen

// The table of stages, and below it what is chosen or typed for a cell.
extension Painter {
  mutating func paintStages(_ editor: StageEditor) {
    let end = layout.size.columns - 1
    let name = model.plan?.pipeline.name ?? "no pipeline"
    let isDefault = model.plan?.pipeline.isDefault == true
    let state = isDefault ? "default pipeline" : "* makes it the default"
    paintName("Stages of " + name, before: end, note: state)
    let shown = stagesInSight(editor)
    paintStageHeadings(editor)
    for (place, index) in shown.enumerated() { paintStageRow(index, row: 3 + place, editor) }
    if case .color(let line, let swatch) = editor.line, model.stages.indices.contains(editor.row) {
      let rows = 3 + shown.count..<layout.messageRow
      paintPicker(Picker(line.text, swatch: swatch, stage: editor.row, rows: rows, painter: self))
    }
  }

  /// The rows of the table that are in sight, the chosen one among them.
  func stagesInSight(_ editor: StageEditor) -> Range<Int> {
    var picker = 0
    if case .color = editor.line { picker = Picker.leastRows }
    let count = model.stages.count
    let room = max(1, min(layout.messageRow - 3 - picker, count))
    let first = max(0, min(editor.row - room + 1, count - room))
    return first..<min(count, first + room)
  }

  /// Where each cell ends, or begins for those that are read from the left; narrow screens keep the first ones.
  private static let places: [(cell: StageCell, column: Int, isRight: Bool)] = [
    (.name, 5, false), (.type, 24, false), (.probability, 38, true), (.idle, 47, true), (.limit, 58, true),
    (.color, 69, false),
  ]
  private static let dealsEnd = 66

  private mutating func paintStageHeadings(_ editor: StageEditor) {
    for place in Painter.places {
      let role: Role = isChosen(place.cell, editor) ? .strong : .muted
      put(place.cell.heading, place.column, isRight: place.isRight, row: 2, role)
    }
    put("Deals", Painter.dealsEnd, isRight: true, row: 2, .muted)
    guard hasLessons else { return }
    put("Learned chance", Painter.chanceEnd, isRight: true, row: 2, .muted)
    put("Learned limit", Painter.limitEnd, isRight: true, row: 2, .muted)
  }

  /// Where the columns of what is learned end, on screens that have room for them.
  private static let (chanceEnd, limitEnd) = (98, 118)
  private var hasLessons: Bool { layout.size.columns > Painter.limitEnd }

  /// Whether the keys are about that cell of the chosen row; while a line is typed, it says so itself.
  private func isChosen(_ cell: StageCell, _ editor: StageEditor) -> Bool {
    editor.line == nil && cell == editor.cell
  }

  private mutating func paintLessons(of stage: Stage, row: Int, isChosen: Bool) {
    guard hasLessons, stage.type == .open else { return }
    let wait = model.board.lessons == nil ? glyphs.ellipsis : "-"
    let chance = model.lesson(.probability, of: stage).map { "\($0.value)% of \(grouped($0.deals))" }
    let limit = model.lesson(.limit, of: stage).map { "\($0.value)d of \(grouped($0.deals)) won" }
    let role: Role = isChosen ? .select : .muted
    put(chance ?? wait, Painter.chanceEnd, isRight: true, row: row, role)
    put(limit ?? wait, Painter.limitEnd, isRight: true, row: row, role)
  }

  private mutating func paintStageRow(_ index: Int, row: Int, _ editor: StageEditor) {
    let stage = model.stages[index]
    let isRow = index == editor.row
    canvas.put([chip(index)], row: row, column: 0)
    if isRow { canvas.fill(row: row, columns: 4..<layout.size.columns, role: .select) }
    for place in Painter.places {
      let text = place.cell.text(of: stage)
      let shown = text.isEmpty ? "-" : place.cell == .name ? fit(text, 17) : text
      let isQuiet = text.isEmpty || place.cell == .type || place.cell == .color
      let isCell = isRow && isChosen(place.cell, editor)
      put(
        shown, place.column, isRight: place.isRight, row: row, isRow ? .select : isQuiet ? .muted : .text,
        isUnderlined: isCell)
      if isCell {
        canvas.cursor = Cursor(row: row, column: max(1, place.column - (place.isRight ? 1 : 0)), isVisible: false)
      }
    }
    put(deals(in: stage), Painter.dealsEnd, isRight: true, row: row, isRow ? .select : .text)
    paintLessons(of: stage, row: row, isChosen: isRow)
  }

  /// What the stage's head counts, whatever the filter shows and however long ago deals were closed.
  func deals(in stage: Stage) -> String {
    model.board.dealCounts[stage.id].map { grouped($0.head(of: stage.type)) } ?? glyphs.ellipsis
  }

  private mutating func put(
    _ text: String, _ column: Int, isRight: Bool, row: Int, _ role: Role, isUnderlined: Bool = false
  ) {
    guard row < layout.messageRow else { return }
    let (last, span) = (layout.size.columns - 1, Span(text, role, isUnderlined: isUnderlined))
    if isRight {
      if column <= last { canvas.putRight([span], row: row, end: column) }
    } else {
      canvas.put([span], row: row, column: column, within: max(0, last - column))
    }
  }

  // MARK: What is typed

  func stagesPrompt(_ editor: StageEditor) -> Prompt? {
    guard let line = editor.editor else { return nil }
    switch editor.line {
    case .stage: return Prompt(label: "new stage ", editor: line, hint: twin(editor) ?? [Span("its name", .muted)])
    case .rename: return Prompt(label: "pipeline's name ", editor: line, hint: twin(editor) ?? [])
    case .pipeline:
      return Prompt(label: "new pipeline ", editor: line, hint: twin(editor) ?? [Span("its name", .muted)])
    case .color: return Prompt(label: "colour ", editor: line, hints: ["a name, #rgb or #rrggbb", "name or #rgb"])
    case .cell:
      let label = editor.cell.label + " "
      if let twin = twin(editor) { return Prompt(label: label, editor: line, hint: twin) }
      return Prompt(label: label, editor: line, hints: [cellHint(editor)] + beginnings(of: cellHint(editor)))
    case .remove, .deletePipeline, nil: return nil
    }
  }

  /// Two may have the same name, and nobody is to find that out later; nil when the typed one is no other's.
  private func twin(_ editor: StageEditor) -> [Span]? {
    let typed = folded(editor.editor?.text.trimmed ?? "")
    guard !typed.isEmpty else { return nil }
    let (noun, others): (String, [String])
    switch editor.line {
    case .pipeline: (noun, others) = ("pipeline", model.board.pipelines.map(\.pipeline.name))
    case .rename:
      (noun, others) = (
        "pipeline", model.board.pipelines.map(\.pipeline).filter { $0.id != model.board.pipeline }.map(\.name)
      )
    case .stage: (noun, others) = ("stage", model.stages.map(\.name))
    case .cell where editor.cell == .name:
      (noun, others) = ("stage", model.stages.enumerated().filter { $0.offset != editor.row }.map(\.element.name))
    case .cell, .color, .remove, .deletePipeline, nil: return nil
    }
    return others.contains { folded($0) == typed } ? [Span("? another \(noun) has this name", .soon)] : nil
  }

  private func cellHint(_ editor: StageEditor) -> String {
    switch editor.cell {
    case .type: return "open, won or lost"
    case .name, .color: return ""
    case .probability, .idle, .limit:
      guard model.stages.indices.contains(editor.row),
        let learned = model.lesson(editor.cell, of: model.stages[editor.row])
      else { return "empty for none" }
      return editor.cell.words(learned)
    }
  }

  /// The question that one key answers.
  func stagesQuestion(_ editor: StageEditor) -> [Span]? {
    switch editor.line {
    case .remove where model.stages.indices.contains(editor.row):
      let question = [Span("Remove ", .text), Span(model.stages[editor.row].name, .strong)]
      let rest = [Span("; its \(dealsGo(editor)) to \(glyphs.ellipsis)", .text)]
      // The menu above it says so too.
      return width(question + rest) <= layout.size.columns - 2 ? question + rest : question
    case .deletePipeline:
      return [
        Span("Delete ", .text), Span(model.plan?.pipeline.name ?? "", .strong),
        Span(" with its stages? y deletes it", .text),
      ]
    case nil:
      let words = [hiddenCell(editor), lessonWords(editor)].compactMap(\.self)
      return words.isEmpty ? nil : Array(words.joined(separator: [Span(" \(glyphs.dot) ", .muted)]))
    case .remove, .cell, .color, .stage, .rename, .pipeline: return nil
    }
  }

  /// `20 deals go`, of the stage that is to be removed.
  private func dealsGo(_ editor: StageEditor) -> String {
    let count = dealsToMove(editor)
    return count == 1 ? "deal goes" : "\(grouped(count)) deals go"
  }

  /// Closed deals move too.
  private func dealsToMove(_ editor: StageEditor) -> Int {
    model.stages.indices.contains(editor.row) ? model.board.dealCounts[model.stages[editor.row].id]?.all ?? 0 : 0
  }

  /// Where the deals of a stage go that is to be removed.
  mutating func paintTargets(_ editor: StageEditor) {
    guard case .remove(let chosen) = editor.line, dealsToMove(editor) > 0, let plan = model.plan else { return }
    let chips = chips(of: plan)
    let offered = model.targets(for: model.stages[editor.row])
    let (rows, note) = stageRows(
      offered.map { PopupRow(left: [chips[$0.index], Span(" " + $0.stage.name, .text)]) }, chosen: chosen)
    let keep = PopupRow(left: [Span("esc", .key), Span(" keep it", .text)])
    paintRows(
      rows + [keep], title: [Span("Its \(dealsGo(editor)) to", .title)], note: note, atLeft: false,
      least: min(38, layout.size.columns))
  }

  /// What stands in the chosen cell, where its column has no room.
  private func hiddenCell(_ editor: StageEditor) -> [Span]? {
    guard let place = Painter.places.first(where: { $0.cell == editor.cell }),
      model.stages.indices.contains(editor.row)
    else { return nil }
    let text = place.cell.text(of: model.stages[editor.row])
    let end = place.isRight ? place.column : place.column + width(text)
    guard end > layout.size.columns - 1 else { return nil }
    return [Span(place.cell.heading + "  ", .muted), Span(text.isEmpty ? "-" : text, .select)]
  }

  /// What the stage's own past suggests for the chosen cell.
  private func lessonWords(_ editor: StageEditor) -> [Span]? {
    guard editor.cell.isLearned, model.stages.indices.contains(editor.row), model.stages[editor.row].type == .open
    else {
      return nil
    }
    guard let learned = model.lesson(editor.cell, of: model.stages[editor.row]) else {
      return [Span(model.board.lessons == nil ? "learned: \(glyphs.ellipsis)" : editor.cell.tooFew, .muted)]
    }
    return [
      Span(editor.cell.words(learned), .text), Span(" \(glyphs.dot) ", .muted), Span("t", .key),
      Span(" takes it", .muted),
    ]
  }

  func stagesHints(_ editor: StageEditor) -> [(keys: String, words: String)] {
    switch editor.line {
    case nil: Keymap.stages.hints { _ in true }
    case .color: [("h l", "choose"), ("enter", "save"), ("esc", "cancel")]
    case .remove(let chosen):
      [("j k", "choose")] + (chosen == nil ? [] : [("enter", "remove")])
        + [("1-9", "stage for its deals"), ("esc", "keep it")]
    case .deletePipeline: [("y", "delete"), ("esc", "keep it")]
    case .cell, .stage, .rename, .pipeline: [("enter", "save"), ("esc", "cancel")]
    }
  }
}
