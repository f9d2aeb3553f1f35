import Sales
import Screen

extension Job {
  /// Prints the review list, puts a deal on it or takes one off.
  func review() throws(Failure) {
    let words = invocation.operands
    if let name = invocation.value(.remove) {
      if let word = words.first { throw .usage(.extraOperand(word, command: "review")) }
      return try endReview(of: name)
    }
    guard let name = words.first else { return try printReviews() }
    let reason = words.dropFirst().joined(separator: " ").trimmed
    if reason.isEmpty { throw .usage(.missingOperand("WHY", command: "review")) }
    let desk = try openKnown()
    let deal = try reviewed(name, in: desk.store)
    let user = try writer(desk)
    _ = try asking { () throws(StoreError) in
      try desk.store.commit(.reviewDeal(deal.id, reason: reason), by: user.id)
    }
    out.line("Put \(deal.name) on the review list. To undo it: \(hint(.undo))")
  }

  private func endReview(of name: String) throws(Failure) {
    let desk = try openKnown()
    let deal = try reviewed(name, in: desk.store)
    let items = try asking { () throws(StoreError) in
      try desk.store.rows(ListQuery<ReviewItem>(terms: [ListTerm("deal_id", .equal, deal.id.scalar)]))
    }
    guard let item = items.first else { throw .refused("\(deal.name) is not on the review list") }
    let user = try writer(desk)
    _ = try asking { () throws(StoreError) in try desk.store.commit(.deleteReview(item.id), by: user.id) }
    out.line("Took \(deal.name) off the review list. To undo it: \(hint(.undo))")
  }

  private func reviewed(_ name: String, in store: any Store) throws(Failure) -> Deal {
    if let id = DealID(name) {
      let row = try asking { () throws(StoreError) in try store.row(.deal(id)) }
      guard case .deal(let deal)? = row else {
        throw .refused("No deal \(name). Check its id with dealboard deals list")
      }
      return deal
    }
    let rows = try asking { () throws(StoreError) in try store.rows(called: name, in: .deals, limit: 2) }
    guard let first = rows.first, case .deal(let deal) = first else {
      throw .refused("No deal is called \"\(name)\". Check its name with dealboard list")
    }
    if rows.count > 1 {
      throw .refused("Several deals are called \"\(name)\". Give the id of one; dealboard deals list shows them")
    }
    return deal
  }

  private func printReviews() throws(Failure) {
    let form = try printedForm()
    let present = try present()
    let store = try openExisting()
    let lines = try asking { () throws(StoreError) in try store.reviewList() }
    switch form {
    case .json: out.write(JSON.object([.init("reviews", .array(lines.map(json)))]).text + "\n")
    case .csv:
      out.write(
        csvLine(["owner", "deal_id", "deal", "why", "next_step", "due", "value", "currency", "done_at"], for: out))
      for line in lines { out.write(csvLine(cells(of: line), for: out)) }
    case .text: printText(lines, at: present)
    }
  }

  private func printText(_ lines: [ReviewLine], at present: Present) {
    if lines.isEmpty { return out.line("No deal is on the list. dealboard review DEAL WHY adds one.") }
    let monday = present.today.advanced(byDays: -present.today.weekday)
    let start = present.zone.moment(of: monday)
    let (open, done) = (lines.filter { $0.doneAt == nil }, lines.filter { $0.doneAt.map { $0 >= start } ?? false })
    out.line(
      "Review list  \(counted(open.count, "open", many: "open")) \(glyphs.dot) \(grouped(done.count)) done this week")
    let groups = Dictionary(grouping: open, by: \.owner)
    for owner in groups.keys.sorted(by: { ($0 == nil ? 1 : 0, $0 ?? "") < ($1 == nil ? 1 : 0, $1 ?? "") }) {
      printGroup(owner ?? "no owner", groups[owner] ?? []) { line in
        line.nextStep.map { step(of: $0, at: present) } ?? "? no step"
      }
    }
    if done.isEmpty { return }
    printGroup("Done since Mon \(DateText.short(monday, today: present.today))", done) { line in
      line.doneAt.map { DateText.short(present.zone.calendarDay(of: $0), today: present.today) } ?? ""
    }
  }

  private func printGroup(_ title: String, _ lines: [ReviewLine], _ state: (ReviewLine) -> String) {
    out.line()
    out.line("\(glyphs.shown(title))  \(grouped(lines.count))")
    var table = TextTable(glyphs: glyphs)
    table.add("", lines.map { "  " + glyphs.shown($0.item.reason) }, isNumber: false, isText: true)
    table.add("", lines.map { glyphs.shown($0.deal.name) }, isNumber: false, isText: true)
    table.add("", lines.map(state), isNumber: false, isText: false)
    table.add("", lines.map { money.card($0.deal.value, $0.deal.currency) }, isNumber: true, isText: false)
    for line in table.lines(width: out.width, isHeaded: false) { out.line(line) }
  }

  /// `! 3d late`, `today`, `Mon`.
  func step(of task: FollowUp, at present: Present) -> String {
    guard let dueAt = task.dueAt, let sign = task.sign(at: present) else { return "" }
    if sign.mark == .alert { return "! " + sign.word }
    return DateText.planned(present.zone.calendarDay(of: dueAt), today: present.today)
  }

  private func cells(of line: ReviewLine) -> [String] {
    [
      formulaGuarded(line.owner ?? ""), line.deal.id.description, formulaGuarded(line.deal.name),
      formulaGuarded(line.item.reason), formulaGuarded(line.nextStep?.title ?? ""),
      line.nextStep?.dueAt?.dateOrMoment ?? "", decimalText(line.deal.value, line.deal.currency),
      line.deal.currency.code, line.doneAt?.description ?? "",
    ]
  }

  private func json(of line: ReviewLine) -> JSON {
    .object([
      .init("deal_id", .string(line.deal.id.description)), .init("deal", .string(line.deal.name)),
      .init("owner", line.owner.map(JSON.string) ?? .null), .init("why", .string(line.item.reason)),
      .init("since", .string(line.item.createdAt.description)),
      .init("next_step", line.nextStep.map { .string($0.title) } ?? .null),
      .init("due", line.nextStep?.dueAt.map { .string($0.dateOrMoment) } ?? .null),
      .init("value", .number(line.deal.value)), .init("currency", .string(line.deal.currency.code)),
      .init("done_at", line.doneAt.map { .string($0.description) } ?? .null),
    ])
  }
}
