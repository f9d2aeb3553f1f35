import Sales
import Screen

extension Job {
  /// Prints goals with their progress, sets one or removes one.
  func goals() throws(Failure) {
    let words = invocation.operands
    switch words.first {
    case nil: try printGoals()
    case "set": try setGoal(Array(words.dropFirst()))
    case "remove": try removeGoal(Array(words.dropFirst()))
    case let word?: throw .usage(.badOperand(word, wanted: "set or remove; dealboard goals alone lists the goals"))
    }
  }

  private func setGoal(_ words: [String]) throws(Failure) {
    for (place, word) in ["USER", "PERIOD", "AMOUNT"].enumerated() where words.count <= place {
      throw .usage(.missingOperand(word, command: "goals"))
    }
    let period = try goalPeriod(words[1])
    let (currency, target) = try goalTarget(words[2...].joined(separator: " "))
    let desk = try openKnown()
    let owner = try self.user(named: words[0], in: desk.store)
    let user = try writer(desk)
    let commit = try asking { () throws(StoreError) in
      try desk.store.commit(
        .setGoal(owner: owner.id, period: period.description, currency: currency, target: target), by: user.id)
    }
    let amount = currency.map { money.exact(target, $0) } ?? counted(Int(target), "deal")
    guard commit.action != nil else { return out.line("The goal of \(owner.name) for \(period) is \(amount) already.") }
    out.line("Set the goal of \(owner.name) for \(period) to \(amount). To undo it: \(hint(.undo))")
  }

  private func removeGoal(_ words: [String]) throws(Failure) {
    for (place, word) in ["USER", "PERIOD"].enumerated() where words.count <= place {
      throw .usage(.missingOperand(word, command: "goals"))
    }
    if words.count > 2 { throw .usage(.extraOperand(words[2], command: "goals")) }
    let period = try goalPeriod(words[1])
    let desk = try openKnown()
    let owner = try self.user(named: words[0], in: desk.store)
    let goals = try asking { () throws(StoreError) in try desk.store.rows(ListQuery<Goal>()) }
      .filter { $0.ownerID == owner.id && $0.period == period.description }
    guard !goals.isEmpty else { throw .refused("\(owner.name) has no goal for \(period)") }
    let user = try writer(desk)
    _ = try asking { () throws(StoreError) in
      try desk.store.commit(.bulk(goals.map { .deleteGoal($0.id) }), by: user.id)
    }
    out.line("Removed the goal of \(owner.name) for \(period). To undo it: \(hint(.undo))")
  }

  private func goalPeriod(_ text: String) throws(Failure) -> GoalPeriod {
    guard let period = GoalPeriod(text) else {
      throw .usage(.badOperand(text, wanted: "a month or a quarter; try 2026-11 or 2026-Q4"))
    }
    return period
  }

  /// `250k EUR`, or `12 deals` for a number of deals.
  private func goalTarget(_ text: String) throws(Failure) -> (currency: Currency?, target: Int64) {
    let words = text.split(separator: " ")
    if words.count == 2, ["deal", "deals"].contains(words[1].lowercased()), let deals = Int64(words[0]), deals > 0 {
      return (nil, deals)
    }
    guard let amount = AmountReader.read(line: text, default: .usd, notation), amount.minor > 0 else {
      throw .usage(.badOperand(text, wanted: "an amount; try 250k EUR or 12 deals"))
    }
    return (amount.currency ?? .usd, amount.minor)
  }

  /// The user of that name, or of `me`; naming nobody is a usage error that lists the users.
  func user(named name: String, in store: any Store) throws(Failure) -> User {
    let users = try asking { () throws(StoreError) in try store.rows(ListQuery<User>(sort: [ListSort("name")])) }
    let wanted = folded(name) == "me" ? folded(try login()) : folded(name)
    guard let user = users.first(where: { folded($0.name) == wanted }) else {
      throw .usage(.badOperand(name, wanted: "a user; there are \(users.map(\.name).joined(separator: ", "))"))
    }
    return user
  }

  private func printGoals() throws(Failure) {
    let form = try printedForm()
    let store = try openExisting()
    let (goals, users) = try asking { () throws(StoreError) in
      (try store.goalProgress(in: platform.zone), try store.rows(ListQuery<User>()))
    }
    let names = Dictionary(users.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let rows = goals.map { (owner: names[$0.goal.ownerID] ?? $0.goal.ownerID.description, progress: $0) }
      .sorted { ($1.progress.goal.period, $0.owner) < ($0.progress.goal.period, $1.owner) }
    switch form {
    case .json:
      out.write(JSON.object([.init("goals", .array(rows.map { json(of: $0.progress, $0.owner) }))]).text + "\n")
    case .csv:
      out.write(csvLine(["owner", "period", "goal", "won", "unit", "percent"], for: out))
      for (owner, progress) in rows { out.write(csvLine(cells(of: progress, owner), for: out)) }
    case .text: printTable(rows)
    }
  }

  private func printTable(_ rows: [(owner: String, progress: GoalProgress)]) {
    if rows.isEmpty { return out.line("No goals. dealboard goals set USER PERIOD AMOUNT sets one.") }
    var table = TextTable(glyphs: glyphs)
    func amount(_ number: Int128, _ goal: Goal) -> String {
      goal.currency.map { money.sum(Money(minor: number, currency: $0)) } ?? counted(Int(number), "deal")
    }
    table.add("owner", rows.map { glyphs.shown($0.owner) }, isNumber: false, isText: true)
    table.add("period", rows.map { $0.progress.goal.period }, isNumber: false, isText: false)
    table.add("won", rows.map { amount($0.progress.won, $0.progress.goal) }, isNumber: true, isText: false)
    table.add(
      "goal", rows.map { amount(Int128($0.progress.goal.target), $0.progress.goal) }, isNumber: true, isText: false)
    table.add("", rows.map { $0.progress.percent.map { "\($0)%" } ?? "-" }, isNumber: true, isText: false)
    for line in table.lines(width: out.width, isHeaded: true) { out.line(line) }
  }

  private func cells(of progress: GoalProgress, _ owner: String) -> [String] {
    let goal = progress.goal
    func amount(_ number: Int128) -> String { goal.currency.map { decimalText(number, $0) } ?? String(number) }
    return [
      formulaGuarded(owner), goal.period, amount(Int128(goal.target)), amount(progress.won),
      goal.currency?.code ?? "deals", progress.percent.map { String($0) } ?? "",
    ]
  }

  private func json(of progress: GoalProgress, _ owner: String) -> JSON {
    let goal = progress.goal
    return .object([
      .init("owner", .string(owner)), .init("period", .string(goal.period)),
      .init("currency", goal.currency.map { .string($0.code) } ?? .null), .init("target", .number(goal.target)),
      .init("won", .number(progress.won)), .init("percent", progress.percent.map { .number($0) } ?? .null),
    ])
  }
}
