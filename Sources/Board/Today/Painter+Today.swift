import Sales
import Screen

// The open tasks by the day, a row each, under the headings of their days.
extension Painter {
  mutating func paintToday() {
    paintTodayTitle()
    canvas.cursor = Cursor(row: 0, column: 1, isVisible: false)
    let rows = max(0, layout.cardsEnd - 2)
    guard !model.today.items.isEmpty else {
      if model.today.isRead { paintNothingToDo() }
      return
    }
    let columns = TodayColumns(width: layout.size.columns)
    var chips: [PipelineID: [Span]] = [:]
    let lines = model.today.lines(at: present).dropFirst(model.today.top)
    // The day whose heading has been scrolled out is said in the row above.
    if case .task(let index)? = lines.first, let due = model.today.items[index].followUp.dueAt,
      let day = AgendaDay(of: due, at: present)
    {
      paintHeading(day, row: 1)
    }
    for (place, line) in lines.prefix(rows).enumerated() {
      switch line {
      case .blank: break
      case .heading(let day): paintHeading(day, row: 2 + place)
      case .task(let index): paintTask(index, row: 2 + place, columns, &chips)
      }
    }
  }

  /// Whether there is more of the list below the screen.
  var hasTasksBelow: Bool {
    let shown = max(0, layout.cardsEnd - 2)
    return model.today.hasMoreAfter || model.today.lines(at: present).count - model.today.top > shown
  }

  private mutating func paintNothingToDo() {
    canvas.put(
      fit("Nothing is overdue, and nothing is to be done by tomorrow.", layout.size.columns - 2), row: 2, column: 1)
    guard layout.cardsEnd > 3 else { return }
    canvas.put(
      fit("s on a deal of the board plans its next step.", layout.size.columns - 2), row: 3, column: 1, role: .muted)
  }

  // MARK: The title

  private mutating func paintTodayTitle() {
    let end = paintUser()
    let next = paintName("Today", before: end)
    canvas.put(firstFitting(todayFacts, end - next - 2), row: 0, column: next + 2, role: .muted)
  }

  /// The date and how much there is, from the longest to the shortest.
  private var todayFacts: [String] {
    let (weekday, day) = (DateText.weekdays[present.today.weekday], DateText.short(present.today, today: present.today))
    let words = [(AgendaDay.overdue, "overdue"), (.today, "today"), (.tomorrow, "tomorrow")]
    let counts = words.compactMap { day, word in
      model.today.counts[day].flatMap { $0 > 0 ? "\(grouped($0)) \(word)" : nil }
    }
    let all = ["\(weekday) \(day)"] + counts
    let shorter = counts.indices.reversed().map { Array(counts.prefix($0 + 1)) }
    return ([all] + shorter).map { $0.joined(separator: " \(glyphs.dot) ") }
  }

  // MARK: The rows

  private mutating func paintHeading(_ day: AgendaDay, row: Int) {
    let name =
      switch day {
      case .overdue: "Overdue"
      case .today: "Today"
      case .tomorrow: "Tomorrow"
      }
    canvas.put(name, row: row, column: 1, role: .title)
    canvas.putRight(grouped(model.today.counts[day] ?? 0), row: row, end: layout.size.columns - 1, role: .muted)
  }

  private mutating func paintTask(
    _ index: Int, row: Int, _ columns: TodayColumns, _ chips: inout [PipelineID: [Span]]
  ) {
    let item = model.today.items[index]
    let isChosen = index == model.today.chosen
    func role(_ role: Role) -> Role { isChosen ? .select : role }
    if isChosen {
      canvas.fill(row: row, columns: 0..<layout.size.columns, role: .select)
      canvas.cursor = Cursor(row: row, column: columns.task.column, isVisible: false)
    }
    if let sign = item.followUp.sign(at: present) {
      // An hour stands under the others, whether there is a sign before it or not.
      let start = sign.prefix(glyphs).isEmpty ? 3 : 1
      canvas.put(fit(sign.words(glyphs), 11 - start), row: row, column: start, role: role(sign.role))
    }
    canvas.put(fit(item.followUp.title, columns.task.cells), row: row, column: columns.task.column, role: role(.text))
    guard let deal = item.deal else {
      if let cells = columns.deal {
        canvas.put(fit("no deal", cells.cells), row: row, column: cells.column, role: role(.muted))
      }
      return
    }
    paintDeal(deal, row: row, columns, isChosen: isChosen, &chips)
  }

  private mutating func paintDeal(
    _ deal: Deal, row: Int, _ columns: TodayColumns, isChosen: Bool, _ chips: inout [PipelineID: [Span]]
  ) {
    guard let place = columns.deal else { return }
    var cells = place.cells
    if let end = columns.valueEnd {
      let value = model.money.card(deal.value, deal.currency)
      canvas.putRight(value, row: row, end: end, role: isChosen ? .select : .text)
      cells = min(cells, end - width(value) - 1 - place.column)
    }
    let name = fit(deal.name, cells, at: .middle)
    canvas.put(name, row: row, column: place.column, role: isChosen ? .select : .muted)
    guard let stage = columns.stage,
      let plan = model.board.pipelines.first(where: { $0.pipeline.id == deal.pipelineID }),
      let index = plan.stages.firstIndex(where: { $0.id == deal.stageID })
    else { return }
    let known = chips[plan.pipeline.id] ?? self.chips(of: plan)
    chips[plan.pipeline.id] = known
    canvas.put([known[index]], row: row, column: stage.column)
    let words = fit(plan.stages[index].name, stage.cells)
    canvas.put(words, row: row, column: stage.column + 4, role: isChosen ? .select : .muted)
  }
}

/// Where the fields of a task stand in its row. On a narrow screen the stage goes first, then the value.
struct TodayColumns: Equatable {
  struct Field: Equatable {
    let column: Int
    let cells: Int
  }

  let task: Field
  let deal: Field?
  /// The cell after the value.
  let valueEnd: Int?
  /// The stage's chip, and the cells for its name after it.
  let stage: Field?

  init(width: Int) {
    let start = 12
    // What is more than 80 columns goes to task, deal and stage as 2 to 2 to 1.
    let share = max(0, width - 80) * 2 / 5
    guard width >= 62 else {
      let room = max(0, width - 1 - start)
      let half = room < 17 ? 0 : (room - 1) * 9 / 20
      task = Field(column: start, cells: half == 0 ? room : room - 1 - half)
      deal = half == 0 ? nil : Field(column: width - 1 - half, cells: half)
      (valueEnd, stage) = (nil, nil)
      return
    }
    let tasks = Field(column: start, cells: 22 + share)
    let deals = Field(column: tasks.column + tasks.cells + 1, cells: 18 + share)
    let end = deals.column + deals.cells + 8
    (task, deal, valueEnd) = (tasks, deals, end)
    let chip = end + 2
    stage = chip + 3 < width ? Field(column: chip, cells: max(0, width - 1 - chip - 4)) : nil
  }
}
