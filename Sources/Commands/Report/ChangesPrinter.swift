import Sales
import Screen

/// Prints what became of deals as text, JSON or comma-separated values.
struct ChangesPrinter {
  let job: Job
  let present: Present

  /// How many changes of a kind text lists at most, and how many it lists where there are more.
  private static let most = (listed: 200, shown: 20)

  func print(_ changes: PeriodChanges, _ form: Job.PrintedForm) {
    switch form {
    case .text: printText(changes)
    case .json: job.out.write(json(of: changes).text + "\n")
    case .csv:
      let header = ["kind", "deal_id", "deal", "by", "at", "old", "new", "amount", "currency"]
      job.out.write(job.csvLine(header, for: job.out))
      for change in changes.changes { job.out.write(job.csvLine(cells(of: change, changes), for: job.out)) }
    }
  }

  // MARK: Text

  private func printText(_ changes: PeriodChanges) {
    let since = sinceText(changes.since)
    if changes.changes.isEmpty { return line("Nothing has changed since \(since).") }
    let (own, deals, _) = changes.counts
    let besides = [counted(changes.all[.step] ?? 0, "step"), counted(changes.all[.note] ?? 0, "note")]
    let facts = [
      "since \(since)", "\(counted(own, "change")) to \(counted(deals, "deal"))", besides.joined(separator: ", "),
    ]
    line("Changes  " + facts.joined(separator: " \(job.glyphs.dot) "))
    job.out.line()
    printCounts(changes)
    for kind in DealChangeKind.allCases { printKind(kind, of: changes) }
  }

  private func sinceText(_ since: Timestamp) -> String {
    let day = present.zone.day(of: since)
    let text = "\(DateText.weekdays[day.weekday]) \(DateText.short(day, today: present.today))"
    return present.zone.moment(of: day) == since ? text : text + " " + DateText.time(since, zone: present.zone)
  }

  /// A line for each user and one for all; `-` for none.
  private func printCounts(_ changes: PeriodChanges) {
    let people = changes.people
    let rows = people.map { ($0.name ?? "unknown", $0.counts) } + [("all", changes.all)]
    var table = TextTable(glyphs: job.glyphs)
    table.add("", rows.map { job.glyphs.shown($0.0) }, isNumber: false, isText: true)
    for kind in DealChangeKind.allCases where changes.all[kind] != nil {
      let cells = rows.map { $0.1[kind].map { grouped($0) } ?? "-" }
      table.add(kind.column, cells, isNumber: true, isText: false)
    }
    for text in table.lines(width: job.out.width, isHeaded: true) { job.out.line(text) }
  }

  private func printKind(_ kind: DealChangeKind, of changes: PeriodChanges) {
    let all = changes.of(kind)
    if all.isEmpty { return }
    let shown = all.count > Self.most.listed ? Array(all.prefix(Self.most.shown)) : all
    let sums = changes.sums(of: kind).filter { $0.minor != 0 }.map(job.money.sum).joined(separator: " + ")
    job.out.line()
    line("\(kind.title)  \(grouped(all.count))" + (sums.isEmpty ? "" : "  \(sums)"))
    var table = TextTable(glyphs: job.glyphs)
    table.add("", shown.map { "  " + job.glyphs.shown($0.name) }, isNumber: false, isText: true)
    table.add("", shown.map { job.glyphs.shown(name(of: $0.by, changes)) }, isNumber: false, isText: false)
    table.add("", shown.map { words(of: $0) }, isNumber: false, isText: true)
    for text in table.lines(width: job.out.width, isHeaded: false) { job.out.line(text) }
    if shown.count < all.count { line("  \(grouped(all.count - shown.count)) more; --json and --csv have them all") }
  }

  private func name(of user: UserID?, _ changes: PeriodChanges) -> String {
    user.map { changes.users[$0] ?? $0.description } ?? ""
  }

  /// `14 Nov → 12 Dec, 4 weeks`, `Negotiation → Closed Won, $9,900`.
  func words(of change: DealChange) -> String {
    let new = text(change.new)
    var words =
      change.old == .none && change.kind != .dated && change.kind != .owner
      ? new : "\(text(change.old)) \(job.glyphs.arrow) \(new)"
    switch change.kind {
    case .won, .lost, .in, .out, .back, .forward, .owner:
      if let amount = change.amount, amount.minor != 0 { words += ", " + job.money.sum(amount) }
    case .later, .earlier:
      if case .day(let old) = change.old, case .day(let new) = change.new {
        words += ", " + span(abs(new.number - old.number))
      }
    case .dated, .up, .down, .currency, .step, .note: break
    }
    return words
  }

  private func span(_ days: Int) -> String {
    days >= 14 && days % 7 == 0 ? counted(days / 7, "week") : counted(days, "day")
  }

  private func text(_ value: ChangeValue) -> String {
    switch value {
    case .none: "none"
    case .text(let text): job.glyphs.shown(text)
    case .money(let money): job.money.exact(money)
    case .day(let day): DateText.short(day, today: present.today)
    }
  }

  private func line(_ text: String) {
    job.out.line(job.out.width.map { cut(text, to: $0, at: .end, glyphs: job.glyphs) } ?? text)
  }

  // MARK: For programs

  private func cells(of change: DealChange, _ changes: PeriodChanges) -> [String] {
    [
      change.kind.rawValue, change.deal.description, formulaGuarded(change.name),
      formulaGuarded(name(of: change.by, changes)), change.at?.description ?? "", plain(change.old),
      plain(change.new), change.amount.map { decimalText($0) } ?? "", change.amount?.currency.code ?? "",
    ]
  }

  private func plain(_ value: ChangeValue) -> String {
    switch value {
    case .none: ""
    case .text(let text): formulaGuarded(text)
    case .money(let money): decimalText(money)
    case .day(let day): day.description
    }
  }

  private func decimalText(_ money: Money) -> String {
    (money.minor < 0 ? "-" : "") + Commands.decimalText(money.minor.magnitude, money.currency)
  }

  private func json(of changes: PeriodChanges) -> JSON {
    let people = changes.people.map { name, counts in
      JSON.object([.init("name", name.map(JSON.string) ?? .null), .init("changes", json(of: counts))])
    }
    let sums = DealChangeKind.allCases.compactMap { kind -> JSON.Member? in
      let sums = changes.sums(of: kind)
      if sums.isEmpty { return nil }
      return .init(kind.rawValue, .object(sums.map { .init($0.currency.code, .number($0.minor)) }))
    }
    return .object([
      .init("since", .string(changes.since.description)), .init("people", .array(people)),
      .init("all", json(of: changes.all)), .init("sums", .object(sums)),
      .init("changes", .array(changes.changes.map { json(of: $0, changes) })),
    ])
  }

  private func json(of counts: [DealChangeKind: Int]) -> JSON {
    .object(DealChangeKind.allCases.compactMap { kind in counts[kind].map { .init(kind.rawValue, .number($0)) } })
  }

  private func json(of change: DealChange, _ changes: PeriodChanges) -> JSON {
    .object([
      .init("kind", .string(change.kind.rawValue)), .init("deal_id", .string(change.deal.description)),
      .init("deal", .string(change.name)),
      .init("by", change.by.map { .string(changes.users[$0] ?? $0.description) } ?? .null),
      .init("at", change.at.map { .string($0.description) } ?? .null), .init("old", json(of: change.old)),
      .init("new", json(of: change.new)), .init("amount", json(of: change.amount)),
    ])
  }

  private func json(of value: ChangeValue) -> JSON {
    switch value {
    case .none: .null
    case .text(let text): .string(text)
    case .money(let money): json(of: money)
    case .day(let day): .string(day.description)
    }
  }

  private func json(of money: Money?) -> JSON {
    guard let money else { return .null }
    return .object([.init("minor", .number(money.minor)), .init("currency", .string(money.currency.code))])
  }
}

extension DealChangeKind {
  /// The word above its counts.
  fileprivate var column: String {
    switch self {
    case .step: "steps"
    case .note: "notes"
    case .won, .lost, .later, .earlier, .dated, .up, .down, .currency, .back, .forward, .in, .out, .owner: rawValue
    }
  }
}
