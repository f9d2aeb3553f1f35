import Sales
import Screen

// The cards, and the threads they hang on.
extension Painter {
  mutating func paintCards(_ slot: Layout.Slot) {
    let column = model.board.columns[slot.index]
    let isFocusedColumn = slot.index == model.board.focusedColumn
    guard !column.window.cards.isEmpty else {
      let thread = isFocusedColumn ? glyphs.thickBar : glyphs.thread
      canvas.put(thread, row: layout.cardsTop, column: slot.column, role: .line(Tint(slot.index)))
      let words = model.filterText.isEmpty ? "no deals" : "none match"
      canvas.put(fit(words, slot.textWidth), row: layout.cardsTop, column: slot.column + 1, role: .muted)
      if isFocusedColumn { canvas.cursor = Cursor(row: layout.cardsTop, column: slot.column + 1, isVisible: false) }
      return
    }
    var row = layout.cardsTop
    for index in column.window.cards.indices.dropFirst(column.top) {
      guard row + layout.cardLines <= layout.cardsEnd else { return }
      let isFocused = isFocusedColumn && index == column.focus
      paintCard(column.window.cards[index], in: slot, row: row, isFocused: isFocused)
      if isFocused { canvas.cursor = Cursor(row: row, column: slot.column + 1, isVisible: false) }
      row += layout.pitch
    }
  }

  private mutating func paintCard(_ card: Card, in slot: Layout.Slot, row: Int, isFocused: Bool) {
    let line = Role.line(Tint(slot.index))
    if isFocused {
      canvas.fill(row: row, columns: slot.column..<slot.column + slot.width, role: .fill(Tint(slot.index)))
    } else {
      canvas.put(glyphs.thread, row: row, column: slot.column, role: line)
    }
    let isMarked = model.isMarked(card.deal.id)
    if isMarked { canvas.put("*", row: row, column: slot.column, role: isFocused ? .fill(Tint(slot.index)) : .strong) }
    for below in row + 1..<max(row + 1, row + layout.cardLines) {
      canvas.put(isFocused ? glyphs.thickBar : glyphs.thread, row: below, column: slot.column, role: line)
    }
    let facts = CardFacts(card, stage: model.board.columns[slot.index].stage, painter: self)
    if layout.cardLines == 1 {
      paintOneLine(facts, slot, row: row, isFocused: isFocused)
      return
    }
    let role: Role = isFocused ? .fill(Tint(slot.index)) : facts.nameRole
    putMatched(
      fit(card.deal.name, slot.textWidth, at: .middle), row: row, column: slot.column + 1, role: role)
    if layout.cardLines == 3 {
      paintCompany(facts, slot, row: row + 1)
      paintFacts(facts, slot, row: row + 2)
    } else if let field = facts.matchedField(model.board.filter) {
      paintCompany(facts, slot, row: row + 1, words: field)
    } else {
      paintShortFacts(facts, slot, row: row + 1)
    }
  }

  private mutating func paintOneLine(_ facts: CardFacts, _ slot: Layout.Slot, row: Int, isFocused: Bool) {
    let cells = slot.textWidth
    let role: Role = isFocused ? .fill(Tint(slot.index)) : facts.nameRole
    let mark = facts.sign.prefix(glyphs)
    canvas.put(mark, row: row, column: slot.column + 1, role: isFocused ? role : facts.signRole)
    let end = slot.column + 1 + cells
    canvas.putRight(facts.value, row: row, end: end, role: isFocused ? role : facts.valueRole)
    let room = cells - 2 - width(facts.value) - 1
    putMatched(fit(facts.card.deal.name, room, at: .middle), row: row, column: slot.column + 3, role: role)
  }

  private mutating func paintCompany(_ facts: CardFacts, _ slot: Layout.Slot, row: Int, words: String? = nil) {
    let cells = slot.textWidth
    canvas.putRight(facts.value, row: row, end: slot.column + 1 + cells, role: facts.valueRole)
    let (company, room) = (words ?? facts.company, cells - width(facts.value) - 1)
    // Cut where what the filter found stays in sight.
    let found = model.board.filter.words.filter { folded(company).contains($0) }
    let cuts = [fit(company, room), fit(company, room, at: .middle)]
    let text = cuts.first { cut in found.allSatisfy { folded(cut).contains($0) } } ?? cuts[0]
    putMatched(text, row: row, column: slot.column + 1, role: .muted)
  }

  /// The third of three lines: sign and word, the step's title, the owner, the days.
  private mutating func paintFacts(_ facts: CardFacts, _ slot: Layout.Slot, row: Int) {
    let cells = slot.textWidth
    let left = slot.column + 1
    var edge = cells - width(facts.days)
    canvas.put(facts.days, row: row, column: left + edge, role: facts.daysRole)
    var word = facts.sign.words(glyphs)
    if !facts.owner.isEmpty {
      let usual = cells - 5 - width(facts.owner)
      let start = usual > width(word) && usual + width(facts.owner) < edge ? usual : edge - 1 - width(facts.owner)
      canvas.put(facts.owner, row: row, column: left + start, role: .muted)
      edge = start
    } else {
      edge = min(edge, cells - 4)
    }
    if width(word) >= edge { word = facts.sign.words(fitting: edge - 1, glyphs) }
    canvas.put(word, row: row, column: left, role: facts.signRole)
    let room = edge - 1 - 12
    if room >= 12, let step = facts.card.nextStep, width(word) < 12 {
      canvas.put(fit(step.title, room), row: row, column: left + 12, role: .muted)
    }
  }

  /// The second of two lines, where everything but the name has to go.
  private mutating func paintShortFacts(_ facts: CardFacts, _ slot: Layout.Slot, row: Int) {
    let cells = slot.textWidth
    let left = slot.column + 1
    canvas.putRight(facts.value, row: row, end: left + cells, role: facts.valueRole)
    let plan = ShortFacts(facts, cells: cells, isNarrow: slot.width < 26, glyphs: glyphs)
    canvas.put(plan.word, row: row, column: left, role: facts.signRole)
    if let start = plan.ownerStart { canvas.put(facts.owner, row: row, column: left + start, role: .muted) }
    if let start = plan.daysStart { canvas.put(facts.days, row: row, column: left + start, role: facts.daysRole) }
  }

  /// Puts text with what the filter matched in it underlined.
  mutating func putMatched(_ text: String, row: Int, column: Int, role: Role) {
    putMatched(text, model.board.filter.words, row: row, column: column, role: role)
  }

  /// Puts text with what one of the words matched in it underlined.
  mutating func putMatched(_ text: String, _ words: [String], row: Int, column: Int, role: Role) {
    var next = column
    for (piece, isMatch) in matched(text, words) {
      var style = isMatch ? Style(.match) : Style(role)
      if case .fill = role { style = Style(role, isUnderlined: isMatch) }
      next += canvas.put(piece, row: row, column: next, style: style)
    }
  }
}

/// The text in pieces, those that hold one of the words marked.
func matched(_ text: String, _ words: [String]) -> [(piece: String, isMatch: Bool)] {
  let characters = Array(text)
  guard !words.isEmpty else { return [(text, false)] }
  let folds = characters.map { $0.isWhitespace ? " " : Sales.folded(String($0)) }
  var isMatch = [Bool](repeating: false, count: characters.count)
  for word in words {
    for start in characters.indices {
      var joined = ""
      for end in start..<characters.count where joined.count < word.count {
        joined += folds[end]
        if joined == word { for index in start...end { isMatch[index] = true } }
      }
    }
  }
  var pieces: [(piece: String, isMatch: Bool)] = []
  for (character, flag) in zip(characters, isMatch) {
    if pieces.last?.isMatch == flag {
      pieces[pieces.count - 1].piece.append(character)
    } else {
      pieces.append((String(character), flag))
    }
  }
  return pieces
}
