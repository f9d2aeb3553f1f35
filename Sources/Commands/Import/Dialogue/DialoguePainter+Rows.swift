import Sales
import Screen

// The rows of the pages, cell by cell.
extension DialoguePainter {
  mutating func paintHeading(_ section: DialogueList.Section, isFirst: Bool, row: Int) {
    guard let title = section.title else { return }
    switch dialogue.page {
    case .columns:
      canvas.put(title, row: row, column: 1, role: .title)
      guard isFirst else { return }
      let places = columnPlaces
      canvas.put("read as", row: row, column: places.readAs, role: .muted)
      canvas.put("first values", row: row, column: places.values, role: .muted)
      if isWide { canvas.putRight("filled", row: row, end: end, role: .muted) }
    case .stages: paintStageHeading(title, isFirst: isFirst, row: row)
    case .words:
      canvas.put(fit(title, 24), row: row, column: 1, role: .title)
      guard isFirst else { return }
      let places = wordPlaces
      canvas.putRight("deals", row: row, end: places.countEnd, role: .muted)
      canvas.put("becomes", row: row, column: places.becomes, role: .muted)
    case .counts: canvas.put(title, row: row, column: 1, role: .title)
    }
  }

  // MARK: Columns

  var columnPlaces: (readAs: Int, values: Int) { isWide ? (32, 54) : (26, 41) }

  mutating func paint(_ line: ColumnLine, _ style: RowStyle, row: Int) {
    let places = columnPlaces
    let isRead = line.field != nil
    canvas.put(fit(line.title, places.readAs - 4), row: row, column: 3, role: style(isRead ? .text : .muted))
    canvas.put(
      fit(line.readAs, places.values - places.readAs - 1), row: row, column: places.readAs,
      role: style(isRead ? .strong : .muted))
    let count = isWide ? grouped(line.filled) : ""
    // Two cells of air before the numbers at the right.
    let room = end - places.values - (isWide ? 8 : 0)
    canvas.put(
      fit(line.values.joined(separator: " \(glyphs.dot) "), room), row: row, column: places.values, role: style(.muted))
    canvas.putRight(count, row: row, end: end, role: style(.muted))
  }

  // MARK: Stages

  /// Where the columns of the stages stand; wide screens give the names what they have.
  private var stagePlaces: (type: Int, countEnd: Int, reason: Int) {
    let more = isWide ? 16 : 0
    return (28 + more, 41 + more, 44 + more)
  }

  private mutating func paintStageHeading(_ title: String, isFirst: Bool, row: Int) {
    let places = stagePlaces
    canvas.put(fit(title, places.type - 6), row: row, column: title == "Look at these" ? 1 : 5, role: .title)
    guard isFirst else { return }
    canvas.put("Type", row: row, column: places.type, role: .muted)
    canvas.putRight("Deals", row: row, end: places.countEnd, role: .muted)
    canvas.put("Known by", row: row, column: places.reason, role: .muted)
  }

  mutating func paint(_ line: StageLine, _ style: RowStyle, row: Int) {
    let places = stagePlaces
    if let chip = chip(line.number, of: line.key) { canvas.put([chip], row: row, column: 0) }
    canvas.put(fit(line.name, places.type - 6, at: .middle), row: row, column: 5, role: style(.strong))
    canvas.put(line.type.rawValue, row: row, column: places.type, role: style(line.isNew ? .text : .muted))
    canvas.putRight(grouped(line.deals), row: row, end: places.countEnd, role: style(.text))
    var column = places.reason
    if line.isMixed { column += canvas.put("! ", row: row, column: column, role: style(.alert)) }
    canvas.put(fit(line.reason, end - column), row: row, column: column, role: style(.muted))
  }

  mutating func paint(_ question: StageQuestion, _ style: RowStyle, row: Int) {
    let places = stagePlaces
    canvas.put(fit(question.word, places.type - 6, at: .middle), row: row, column: 5, role: style(.text))
    let deals = grouped(question.deals)
    let room = places.countEnd - places.type - width(deals) - 1
    canvas.put(fit(question.becomes, room), row: row, column: places.type, role: style(.strong))
    canvas.putRight(deals, row: row, end: places.countEnd, role: style(.text))
    let reason = question.field == .stage ? "not a stage of \(question.pipeline)" : "not a pipeline here"
    canvas.put(fit(reason, end - places.reason), row: row, column: places.reason, role: style(.muted))
  }

  mutating func paintFact(_ label: String, _ text: String, row: Int) {
    canvas.put(fit(label, 9), row: row, column: 1, role: .muted)
    canvas.put(fit(text, end - 11), row: row, column: 11)
  }

  // MARK: Words

  private var wordPlaces: (countEnd: Int, becomes: Int, note: Int) {
    let more = isWide ? 16 : 0
    return (32 + more, 35 + more, 54 + more)
  }

  mutating func paint(_ line: WordLine, _ style: RowStyle, row: Int) {
    let places = wordPlaces
    let count = grouped(line.deals)
    let isEmpty = line.word.isEmpty
    canvas.put(
      fit(isEmpty ? "empty" : line.word, places.countEnd - 5 - max(3, count.count), at: .middle), row: row, column: 3,
      role: style(isEmpty ? .muted : .text))
    canvas.putRight(count, row: row, end: places.countEnd, role: style(.text))
    // A line without a note has the room of one.
    let limit = (line.note.isEmpty ? end : places.note - 1) - places.becomes
    canvas.put(fit(line.becomes, limit), row: row, column: places.becomes, role: style(isEmpty ? .muted : .strong))
    canvas.put(fit(line.note, end - places.note), row: row, column: places.note, role: style(.muted))
  }

  // MARK: Counts

  mutating func paint(_ line: CountLine, row: Int) {
    canvas.put(fit(line.label, 13), row: row, column: 3, role: .muted)
    canvas.put(fit(line.text, end - 17), row: row, column: 17)
  }

  mutating func paint(_ deal: FirstDeal, row: Int) {
    let more = (canvas.size.columns - 80) / 2
    let valueEnd = end - 18
    let company = 32 + max(0, more)
    canvas.put(fit(deal.name, company - 5, at: .middle), row: row, column: 3)
    let room = valueEnd - width(deal.value) - 2 - company
    canvas.put(fit(deal.company, min(room, valueEnd - 12 - company)), row: row, column: company, role: .muted)
    canvas.putRight(deal.value, row: row, end: valueEnd)
    if let number = dialogue.pages.stages.first(where: { $0.key == deal.stage })?.number,
      let chip = chip(number, of: deal.stage)
    {
      canvas.put([chip], row: row, column: valueEnd + 2)
    }
    canvas.put(deal.day.map(DateText.full) ?? "none", row: row, column: valueEnd + 7, role: .muted)
  }
}
