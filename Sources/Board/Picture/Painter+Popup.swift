import Sales
import Screen

// What opens upward from the message row and helps to choose or to type.
extension Painter {
  mutating func paintPopup() {
    switch model.mode {
    case .board, .filter, .saveFilter, .reasons, .won, .line, .field, .help: return
    case .stages(let editor): paintTargets(editor)
    case .filterMenu(let isForgetting): paintFilterMenu(isForgetting: isForgetting)
    case .orders: paintOrders()
    case .prefix(let key): paintPrefix(key)
    case .moveTo(let form): paintMoveMenu(form)
    case .pipelines(let chosen, let moving): paintPipelines(chosen: chosen, moving: moving)
    case .quickAdd(let form): paintQuickAdd(form)
    case .lost(let form): paintReasons(form)
    case .form(let form): paintForm(form)
    case .delete(let form): paintDelete(form)
    case .confirmRevert: return
    case .palette(let editor, let chosen): paintPalette(editor.text, chosen: chosen)
    }
  }

  /// One row of a popup: what stands at the left, and what at the right end.
  struct PopupRow {
    var left: [Span]
    var right: [Span] = []
    var isChosen = false
  }

  /// Draws a frame that holds the rows, its bottom edge above the message row, and returns the place of its first row.
  ///
  /// Menus stand away from the focused column; `atLeft` puts it there in any case.
  @discardableResult
  mutating func paintRows(
    _ rows: [PopupRow], title: [Span], note: [Span] = [], atLeft: Bool? = nil, least: Int = 0, most: Int = .max
  ) -> Rect {
    let widest = rows.map { width($0.left) + ($0.right.isEmpty ? 0 : 2 + width($0.right)) }.max() ?? 0
    let columns = min(layout.size.columns, most, max(least, widest + 4, width(title) + width(note) + 8))
    let end = popupEnd
    let height = min(rows.count + 2, end)
    let isLeft = atLeft ?? !isFocusLeft
    let rect = Rect(
      row: end - height, column: isLeft ? 0 : layout.size.columns - columns, rows: height,
      columns: columns)
    let inside = canvas.frame(rect, title: fitted(title, columns - 4), note: note)
    for (index, row) in shown(rows, in: inside.rows).enumerated() {
      let line = inside.row + index
      let right = rightPart(of: row, in: inside.columns)
      if row.isChosen {
        canvas.fill(row: line, columns: inside.column - 1..<inside.column + inside.columns + 1, role: .select)
      }
      let left = fitted(row.left, inside.columns - (right.isEmpty ? 0 : width(right) + 1))
      canvas.put(row.isChosen ? chosen(left) : left, row: line, column: inside.column)
      canvas.putRight(row.isChosen ? chosen(right) : right, row: line, end: inside.column + inside.columns)
    }
    return inside
  }

  /// As many of the rows as there is room for, the last of which says how many there are besides.
  private func shown(_ rows: [PopupRow], in room: Int) -> [PopupRow] {
    guard rows.count > room, room > 1 else { return Array(rows.prefix(room)) }
    let more = PopupRow(left: [Span("\(glyphs.below) \(rows.count - room + 1) more", .text)])
    return rows.prefix(room - 1) + [more]
  }

  /// What stands at the right end goes where it would leave less than half of the row.
  private func rightPart(of row: PopupRow, in cells: Int) -> [Span] {
    let needed = width(row.right)
    return needed <= cells / 2 || width(row.left) + 1 + needed <= cells ? row.right : []
  }

  func chosen(_ spans: [Span]) -> [Span] {
    spans.map { span in
      if case .fill = span.style.role { return span }
      return Span(span.text, .select)
    }
  }

  private var isFocusLeft: Bool {
    guard let slot = layout.slot(of: model.board.focusedColumn) else { return true }
    return slot.column + slot.width / 2 <= layout.size.columns / 2
  }

  /// A sentence in as many rows as a popup on this screen needs.
  private func prose(_ sentence: String) -> [PopupRow] {
    wrapped(glyphs.shown(sentence), to: layout.size.columns - 4).map { PopupRow(left: [Span($0, .text)]) }
  }

  // MARK: Menus

  private mutating func paintPrefix(_ key: Key) {
    let rows = model.keys.bindings(after: key).map { binding in
      PopupRow(left: [Span(" " + binding.label.dropFirst(key.name.count), .key), Span("  " + binding.summary, .text)])
    }
    let leave = PopupRow(left: [Span("esc", .key), Span(" leave it", .text)])
    paintRows(rows + [leave], title: [Span(key.name + " \(glyphs.ellipsis)", .title)])
  }

  private mutating func paintMoveMenu(_ form: MoveForm) {
    let (pipeline, chosen) = (form.pipeline, form.chosen)
    guard let plan = model.board.pipelines.first(where: { $0.pipeline.id == pipeline }) else { return }
    let present = model.card(form.deal)?.deal.stageID
    let chips = chips(of: plan)
    var (rows, note) = stageRows(
      zip(plan.stages, chips).map { stage, chip in
        let note =
          stage.id == present
          ? "is here" : stage.type == .won ? "marks it won" : stage.type == .lost ? "asks for a reason" : ""
        let role: Role = stage.id == present ? .muted : .text
        return PopupRow(
          left: [chip, Span(" " + stage.name, role)], right: note.isEmpty ? [] : [Span(note, .muted)])
      }, chosen: chosen)
    let isOwn = pipeline == model.board.pipeline
    if isOwn || model.choices(isMove: true).count > 1 {
      rows.append(PopupRow(left: [Span(" p", .key), Span("  another pipeline", .text)]))
    }
    rows.append(PopupRow(left: [Span("esc", .key), Span(isOwn ? " leave it" : " one step back", .text)]))
    let title = "Move to" + (isOwn ? "" : " a stage of " + plan.pipeline.name)
    paintRows(rows, title: [Span(title, .title)], note: note, least: 38)
    paintMoved(form)
  }

  /// Nine of the rows, the chosen one among them, and which they are where there are more.
  func stageRows(_ rows: [PopupRow], chosen: Int?) -> (rows: [PopupRow], note: [Span]) {
    let most = max(1, min(9, popupEnd - 4))
    let first = max(0, min((chosen ?? 0) - most + 1, rows.count - most))
    let shown = rows.indices.dropFirst(first).prefix(most).map { index in
      var row = rows[index]
      row.isChosen = index == chosen
      return row
    }
    let note = rows.count > most ? [Span("\(first + 1)-\(first + shown.count) of \(rows.count)", .muted)] : []
    return (shown, note)
  }

  /// What is to move, while the menu has nothing else to say.
  private mutating func paintMoved(_ form: MoveForm) {
    guard model.notices.message.isEmpty else { return }
    let subject = model.subject(of: model.group(of: form).map(\.deal.id))
    let words = [Span("Move ", .text), Span(subject, .strong), Span(" to \(glyphs.ellipsis)", .text)]
    canvas.put(fitted(words, layout.size.columns - 2), row: layout.messageRow, column: 1)
  }

  /// The stages' digits on their colours. Those of the pipeline in sight are on the canvas already.
  mutating func chips(of plan: PipelinePlan) -> [Span] {
    let isInSight = plan.pipeline.id == model.board.pipeline
    let base = isInSight ? 0 : canvas.tints.append(row: plan.stages.map { RGB($0.color ?? Painter.plainColor) })
    return plan.stages.indices.map { index in
      Span(chip(index).text, .fill(Tint(base + index)))
    }
  }

  private mutating func paintPipelines(chosen: Int, moving: MoveForm?) {
    let plans = model.choices(isMove: moving != nil)
    let first = max(0, min(chosen - 8, plans.count - 9))
    let rows = plans.enumerated().dropFirst(first).prefix(9).map { index, plan in
      PopupRow(
        left: [Span(index < 9 ? "\(index + 1)" : " ", .key), Span("  " + plan.pipeline.name, .text)],
        right: plan.pipeline.id == model.board.pipeline ? [Span("is here", .muted)] : [], isChosen: index == chosen)
    }
    paintRows(rows, title: [Span(moving == nil ? "Pipelines" : "Move to the pipeline", .title)], least: 30)
    if let moving { paintMoved(moving) }
  }

  private mutating func paintReasons(_ form: LostForm) {
    guard !form.isNote else { return }
    let names = model.board.lossReasons.prefix(LostForm.mostReasons) + ["other, with a note"]
    // Two columns of the same width, however long the reasons are; one where that would cut them and rows are enough.
    let isNarrow = (names.map(width).max() ?? 0) > (layout.size.columns - 4) / 2 - 4
    let columns = isNarrow && names.count + 3 <= layout.cardsEnd ? 1 : 2
    let half = (names.count + columns - 1) / columns
    let most = max(1, (layout.size.columns - 4) / columns - 4)
    let widest = min(most, max(18, names.prefix(half).map(width).max() ?? 0))
    func reason(_ index: Int) -> [Span] {
      [Span("\(index + 1)", .key), Span(" " + fit(names[index], most), .text)]
    }
    let rows = (0..<half).map { index in
      let left = reason(index)
      guard index + half < names.count else { return PopupRow(left: left) }
      let gap = String(repeating: " ", count: max(2, widest + 4 - width(left)))
      return PopupRow(left: left + [Span(gap, .text)] + reason(index + half))
    }
    let fate = model.fate(of: form.rest)
    let steps =
      fate.isEmpty
      ? []
      : [
        PopupRow(left: [
          Span(fate + "; ", .muted), Span("tab", .key), Span(form.rest.dropsSteps ? " keeps" : " drops", .muted),
        ])
      ]
    paintRows(
      rows + [PopupRow(left: [Span("or type your own words", .muted)])] + steps,
      title: [Span("Why was it lost?", .title)],
      least: 46)
  }

  /// What is deleted or dropped with the deal.
  private func goesToo(_ links: DealLinks?, isOne: Bool) -> String {
    let whose = isOne ? "Its" : "Their"
    guard let steps = links?.openSteps, steps > 0 else { return "\(whose) history goes too; u brings both back." }
    return "\(whose) history and \(counted(steps, "open step")) go too; u brings all back."
  }

  private mutating func paintDelete(_ form: DeleteForm) {
    let inSight = model.cards(of: form.deals)
    let cards = inSight.isEmpty ? form.deals.compactMap { form.seen[$0] } : inSight
    let isOne = cards.count == 1
    let sums = model.merged(cards.map { Tally($0.deal) })
    let value =
      isOne
      ? model.money.card(cards[0].deal.value, cards[0].deal.currency)
      : sums.map { model.money.sum($0.sum) }.joined(separator: " + ")
    let subject = isOne ? cards[0].deal.name : counted(cards.count, "deal")
    let whole = [Span(subject, .strong), Span(" \(glyphs.dot) \(value)", .text)]
    var rows = [PopupRow(left: isOne ? named(whole, layout.size.columns - 4) : whole)]
    rows += prose(goesToo(form.links, isOne: isOne))
    if let links = form.links, links.activities + links.followUps > links.openSteps {
      let activities = counted(links.activities, "activity", many: "activities")
      let tasks = counted(links.followUps - links.openSteps, links.openSteps == 0 ? "task" : "settled task")
      rows += prose("\(activities) and \(tasks) stay, without \(isOne ? "a deal" : "deals").")
    }
    rows += prose("Reports count lost deals, not deleted ones.")
    rows.append(PopupRow(left: []))
    // Where rows are few, what it is about and what can be pressed stay.
    rows = Array(rows.prefix(max(1, popupEnd - 3)))
    rows.append(PopupRow(left: [Span(" enter  keep it ", .select), Span("  y", .key), Span("  delete", .text)]))
    let inside = paintRows(rows, title: [Span(isOne ? "Delete this deal?" : "Delete these deals?", .title)], least: 53)
    canvas.cursor = Cursor(row: inside.row + rows.count - 1, column: inside.column + 1, isVisible: false)
  }
}
