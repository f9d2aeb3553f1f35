import Sales
import Screen

// The table of stages, and below it the colour picker.
extension Painter {
  mutating func paintStages(_ editor: StageEditor) {
    let end = layout.size.columns - 1
    let name = model.plan?.pipeline.name ?? "no pipeline"
    let isDefault = model.plan?.pipeline.isDefault == true
    let state = isDefault ? "default pipeline" : "* makes it the default"
    let hasState = end > 20 + width(state)
    if hasState { canvas.putRight(state, row: 0, end: end, role: .muted) }
    canvas.put(fit("Stages of " + name, end - 1 - (hasState ? width(state) + 2 : 0)), row: 0, column: 1, role: .title)
    let shown = stagesInSight(editor)
    paintStageHeadings()
    for (place, index) in shown.enumerated() { paintStageRow(index, row: 3 + place, editor) }
    if case .color(let line, let swatch) = editor.line, model.stages.indices.contains(editor.row) {
      paintPicker(line.text, swatch: swatch, stage: editor.row, from: 4 + shown.count)
    }
  }

  /// The rows of the table that are in sight, the chosen one among them.
  func stagesInSight(_ editor: StageEditor) -> Range<Int> {
    var isPicking = false
    if case .color = editor.line { isPicking = true }
    let count = model.stages.count
    let room = max(1, isPicking ? min(layout.messageRow - 12, count) : layout.messageRow - 3)
    let first = max(0, min(editor.row - room + 1, count - room))
    return first..<min(count, first + room)
  }

  /// Where each cell ends, or begins for those that are read from the left; narrow screens keep the first ones.
  private static let places: [(cell: StageCell, column: Int, isRight: Bool)] = [
    (.name, 5, false), (.type, 24, false), (.probability, 38, true), (.idle, 47, true), (.limit, 58, true),
    (.color, 69, false),
  ]
  private static let dealsEnd = 66

  private mutating func paintStageHeadings() {
    for place in Painter.places { put(place.cell.heading, place.column, isRight: place.isRight, row: 2, .muted) }
    put("Deals", Painter.dealsEnd, isRight: true, row: 2, .muted)
    guard hasLessons else { return }
    put("Learned chance", Painter.chanceEnd, isRight: true, row: 2, .muted)
    put("Learned limit", Painter.limitEnd, isRight: true, row: 2, .muted)
  }

  /// Where the columns of what is learned end, on screens that have room for them.
  private static let (chanceEnd, limitEnd) = (98, 118)
  private var hasLessons: Bool { layout.size.columns > Painter.limitEnd }

  private mutating func paintLessons(of stage: Stage, row: Int) {
    guard hasLessons, stage.type == .open else { return }
    let wait = model.lessons == nil ? glyphs.ellipsis : "-"
    let chance = model.lesson(.probability, of: stage).map { "\($0.value)% of \(grouped($0.deals))" }
    let limit = model.lesson(.limit, of: stage).map { "\($0.value)d of \(grouped($0.deals)) won" }
    put(chance ?? wait, Painter.chanceEnd, isRight: true, row: row, .muted)
    put(limit ?? wait, Painter.limitEnd, isRight: true, row: row, .muted)
  }

  private mutating func paintStageRow(_ index: Int, row: Int, _ editor: StageEditor) {
    let stage = model.stages[index]
    let isChosen = index == editor.row
    canvas.put([chip(index)], row: row, column: 0)
    for place in Painter.places {
      let text = place.cell.text(of: stage)
      let isCell = isChosen && place.cell == editor.cell
      let shown = text.isEmpty ? "-" : place.cell == .name ? fit(text, 17) : text
      put(shown, place.column, isRight: place.isRight, row: row, isCell ? .select : isChosen ? .strong : .text)
      if isCell {
        canvas.cursor = Cursor(row: row, column: max(1, place.column - (place.isRight ? 1 : 0)), isVisible: false)
      }
    }
    put(deals(in: stage), Painter.dealsEnd, isRight: true, row: row, .text)
    paintLessons(of: stage, row: row)
  }

  /// All that it holds, whatever the board shows of them.
  private func deals(in stage: Stage) -> String { model.dealCounts[stage.id].map(grouped) ?? glyphs.ellipsis }

  private mutating func put(_ text: String, _ column: Int, isRight: Bool, row: Int, _ role: Role) {
    guard row < layout.messageRow else { return }
    if isRight {
      if column <= layout.size.columns - 1 { canvas.putRight(text, row: row, end: column, role: role) }
    } else {
      canvas.put(text, row: row, column: column, within: max(0, layout.size.columns - 1 - column), role: role)
    }
  }

  // MARK: The picker

  private mutating func paintPicker(_ text: String, swatch: Int?, stage: Int, from top: Int) {
    let bottom = layout.messageRow
    guard top + 1 < bottom else { return }
    canvas.rule(row: top, columns: 0..<layout.size.columns)
    canvas.put("Colour of " + model.stages[stage].name, row: top + 1, column: 1, role: .title)
    for (index, entry) in Swatch.all.enumerated() {
      let column = 1 + index * 6
      // Each as it is by itself: two that this terminal shows alike look alike here.
      let fill = Role.fill(Tint(canvas.tints.append(row: [RGB(entry.color)])))
      for row in [top + 3, top + 4] where row < bottom {
        canvas.fill(row: row, columns: column..<column + 4, role: fill)
      }
      if let user = model.stages.firstIndex(where: { $0.color == entry.color }), user < 9, top + 4 < bottom {
        canvas.put("\(user + 1)", row: top + 4, column: column + 1, role: fill)
      }
      if index == swatch, top + 5 < bottom { canvas.put(glyphs.above, row: top + 5, column: column + 1, role: .key) }
    }
    paintAsked(text, stage: stage, from: top + 7)
  }

  private mutating func paintAsked(_ text: String, stage: Int, from row: Int) {
    guard row < layout.messageRow, let asked = Swatch.read(text) else { return }
    canvas.put([Span("Asked for   ", .muted), Span(asked.description, .text)], row: row, column: 1)
    let base = canvas.tints.append(row: tints(asked, stage: stage))
    if row + 1 < layout.messageRow {
      canvas.put([Span("Shown as    ", .muted), Span(shown(as: asked, stage: stage), .text)], row: row + 1, column: 1)
    }
    guard row + 2 < layout.messageRow else { return }
    var spans = [Span("Beside      ", .muted)]
    for index in [stage - 1, stage, stage + 1] where model.stages.indices.contains(index) {
      let digit = index < 9 ? " \(index + 1) " : " \(glyphs.dot) "
      let count = index == stage ? "   " + deals(in: model.stages[index]) : ""
      let name = " " + model.stages[index].name + count + "  "
      spans.append(Span(digit, .fill(Tint(base + index))))
      spans.append(Span(name, .text))
    }
    canvas.put(fitted(spans, layout.size.columns - 2), row: row + 2, column: 1)
    if row + 3 < layout.messageRow {
      canvas.put(likeness(of: asked, stage: stage), row: row + 3, column: 13, role: .muted)
    }
  }

  /// The stages as they would be, mapped to what this terminal has.
  private func mapped(_ asked: HexColor, stage: Int) -> Palette {
    Palette(depth: model.setting.depth, tints: Tints(tints(asked, stage: stage)))
  }

  private func tints(_ asked: HexColor, stage: Int) -> [RGB] {
    var colors = model.stages.map { RGB($0.color ?? Painter.plainColor) }
    colors[stage] = RGB(asked)
    return colors
  }

  private func shown(as asked: HexColor, stage: Int) -> String {
    guard let look = mapped(asked, stage: stage).stage(Tint(stage)) else { return "" }
    switch (look.paint, look.shown) {
    case (.index(let entry), .some(let color)): return "\(color)  entry \(entry) of 256, \(ink(on: color))"
    case (.index(let entry), nil):
      return
        "\(["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"][entry & 7]), one of 8 that the terminal decides"
    case (.rgb, .some(let color)): return "\(color)  as asked for, \(ink(on: color))"
    default: return "no colour: this terminal has none, the digit tells stages apart"
    }
  }

  private func ink(on color: RGB) -> String {
    let ratio = Int((color.contrast(to: color.ink) * 10).rounded())
    return "\(color.ink == .black ? "black" : "white") on it \(ratio / 10).\(ratio % 10) : 1"
  }

  private func likeness(of asked: HexColor, stage: Int) -> String {
    let palette = mapped(asked, stage: stage)
    guard let own = palette.stage(Tint(stage)) else { return "" }
    for index in [stage - 1, stage + 1] where model.stages.indices.contains(index) {
      guard let other = palette.stage(Tint(index)) else { continue }
      let name = model.stages[index].name
      if own.paint == other.paint, own.paint != .standard { return "the same as \(name) here" }
      if let left = own.shown, let right = other.shown, left.oklab.distance(to: right.oklab) < 0.1 {
        return "hard to tell from \(name)"
      }
    }
    return own.paint == .standard ? "" : "easy to tell from its neighbours"
  }

  // MARK: What is typed

  func stagesPrompt(_ editor: StageEditor) -> Prompt? {
    guard let line = editor.editor else { return nil }
    switch editor.line {
    case .stage: return Prompt(label: "new stage ", editor: line, hint: [Span("its name", .muted)])
    case .rename: return Prompt(label: "pipeline's name ", editor: line)
    case .pipeline: return Prompt(label: "new pipeline ", editor: line, hint: [Span("its name", .muted)])
    case .color: return Prompt(label: "colour ", editor: line, hints: ["a name, #rgb or #rrggbb", "name or #rgb"])
    case .cell:
      return Prompt(
        label: editor.cell.label + " ", editor: line, hints: [cellHint(editor)] + beginnings(of: cellHint(editor)))
    case .remove, .deletePipeline, nil: return nil
    }
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
      let own = model.stages[editor.row]
      let places = model.targets(for: own).map { "\($0.index + 1) \($0.stage.name)" }.joined(separator: "  ")
      return [
        Span("Remove ", .text), Span(own.name, .strong),
        Span("; its \(counted(model.dealCounts[own.id] ?? 0, "deal")) go to: \(places)", .text),
      ]
    case .deletePipeline:
      return [
        Span("Delete ", .text), Span(model.plan?.pipeline.name ?? "", .strong),
        Span(" with its stages? y deletes it", .text),
      ]
    case nil:
      let words = [hiddenCell(editor), lessonWords(editor)].compactMap(\.self)
      return words.isEmpty ? nil : Array(words.joined(separator: [Span(" \(glyphs.dot) ", .muted)]))
    default: return nil
    }
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
      return [Span(model.lessons == nil ? "learned: \(glyphs.ellipsis)" : editor.cell.tooFew, .muted)]
    }
    return [
      Span(editor.cell.words(learned), .text), Span(" \(glyphs.dot) ", .muted), Span("t", .key),
      Span(" takes it", .muted),
    ]
  }

  func stagesHints(_ editor: StageEditor) -> [(keys: String, words: String)] {
    switch editor.line {
    case nil: Keymap.stages.hints
    case .color: [("h l", "choose"), ("enter", "save"), ("esc", "cancel")]
    case .remove: [("1-9", "stage for its deals"), ("esc", "keep it")]
    case .deletePipeline: [("y", "delete"), ("esc", "keep it")]
    case .cell, .stage, .rename, .pipeline: [("enter", "save"), ("esc", "cancel")]
    }
  }
}
