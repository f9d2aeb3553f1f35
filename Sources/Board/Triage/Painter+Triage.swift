import Sales
import Screen

// One deal that needs somebody: who it is, why it is here, what was done lately, and which keys settle it.
extension Painter {
  var triageText: TriageText { TriageText(model, layout) }

  mutating func paintTriage() {
    guard let walk = model.triage else { return }
    paintTriageTitle(walk)
    canvas.cursor = Cursor(row: 0, column: 1, isVisible: false)
    let text = triageText
    if walk.isOver {
      put(text.summary.dropFirst(min(walk.top, text.lastTop)), from: 2)
      return
    }
    guard let detail = walk.detail else { return }
    paintTriageName(detail, end: text.end)
    let (body, keys) = text.lines(of: detail)
    put(body[...], from: 3)
    guard !keys.isEmpty else { return }
    let line = String(repeating: glyphs.rule, count: text.end + 1)
    canvas.put(line, row: 4 + body.count, column: 0, role: .border)
    put(keys[...], from: 5 + body.count)
  }

  private mutating func put(_ lines: ArraySlice<PaneLine>, from row: Int) {
    for (place, line) in lines.prefix(max(0, layout.cardsEnd - row)).enumerated() {
      canvas.put(fitted(line.left, triageText.cells), row: row + place, column: 1)
    }
  }

  // MARK: The title

  /// Where the walk is: in numbers, as a bar, and what came of the deals so far.
  private mutating func paintTriageTitle(_ walk: Triage) {
    let room = paintUser()
    let count = walk.total
    let isWhole = walk.isOver && !walk.hasMore
    let place = isWhole ? "all \(grouped(count)) seen" : "\(grouped(walk.place + 1)) of \(grouped(count))"
    var next = paintName("Triage  " + place, before: room)
    let cells = 27
    if next + 2 + cells < room, layout.size.columns >= 60 {
      let seen = count == 0 ? 0 : cells * walk.place / count
      next += 2
      next += canvas.put(String(repeating: glyphs.bar, count: seen), row: 0, column: next, role: .text)
      next += canvas.put(String(repeating: glyphs.rest, count: cells - seen), row: 0, column: next, role: .border)
    }
    guard !walk.outcomes.isEmpty, next + 2 < room else { return }
    let (done, skipped) = ("\(grouped(walk.done)) done", "\(grouped(walk.skipped)) skipped")
    let words = firstFitting(["\(done) \(glyphs.dot) \(skipped)", done], room - next - 2)
    canvas.put(words, row: 0, column: next + 2, role: .muted)
  }

  /// The name on the stage's colour, and where the deal stands if both fit.
  private mutating func paintTriageName(_ detail: DealDetail, end: Int) {
    let index = model.columnIndex(of: detail.stage.id)
    let role = index.map { Role.fill(Tint($0)) } ?? .title
    let place = (index.map { chip($0).text.dropFirst() + " " } ?? "") + detail.stage.name
    let name = detail.card.deal.name
    let room = end - 1 - width(place) - 2
    let hasPlace = room >= min(width(name), end / 2)
    if index != nil { canvas.fill(row: 2, columns: 0..<end + 1, role: role) }
    if hasPlace { canvas.putRight(place, row: 2, end: end, role: role) }
    canvas.put(fit(name, hasPlace ? room : end - 1, at: .middle), row: 2, column: 1, role: role)
  }

  var triageHints: [(keys: String, words: String)] {
    if model.triage?.isOver == true {
      let scroll: [Verb] = triageText.lastTop > 0 ? [.halfPageDown] : []
      return Keymap.triageEnd.hints(of: [.triage, .clear] + scroll + [.back, .undo])
    }
    let walk: [Verb] = [.back, .open, .undo, .clear]
    // Where the list of keys has no room, the first of them stand here.
    let verbs: [Verb] = layout.size.rows >= 24 ? [] : [.step, .closeDate, .lost, .moveOn]
    return Keymap.triage.hints(of: [.skip] + verbs + walk)
  }
}
