import Sales

/// A filter as SQL: conditions on the deal `d`, and the arguments that they number.
struct Match {
  /// To stand after other conditions; empty for a filter without terms.
  private(set) var condition = ""
  /// Those of the conditions before, then its own.
  private(set) var arguments: [Scalar]

  init(_ filter: Filter, after arguments: [Scalar]) {
    self.arguments = arguments
    for term in filter.terms {
      let test = test(term.test)
      // What is not set is null, and null turned around is null: only this is the opposite.
      condition += term.isNegated ? " AND (\(test)) IS NOT TRUE" : " AND (\(test))"
    }
  }

  /// Numbers one more argument, as it stands in SQL.
  mutating func bind(_ value: Scalar) -> String {
    arguments.append(value)
    return "?\(arguments.count)"
  }

  private mutating func test(_ test: Filter.Test) -> String {
    switch test {
    case .text(let text): return "instr(d.words, \(bind(.text(text))))"
    case .word(let field, let text): return word(of: field, text)
    case .owner(let user): return "d.owner_id = \(bind(user.scalar))"
    case .stages(let stages):
      return "d.stage_id IN (\(stages.sorted().map { bind($0.scalar) }.joined(separator: ", ")))"
    case .statuses(let statuses):
      return "d.status IN (\(statuses.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))"
    case .value(let amount): return value(amount)
    case .moment(let field, let span, let wholeDays): return moment(field, span, wholeDays)
    case .missing(let field): return missing(field)
    case .attention(let clock):
      return AttentionSQL.attention(now: bind(clock.now.scalar), today: bind(clock.today.midnightUTC.scalar))
    case .overdue(let clock):
      return AttentionSQL.overdue(now: bind(clock.now.scalar), today: bind(clock.today.midnightUTC.scalar))
    case .parked(let clock): return "d.closed_at IS NULL AND d.parked_until > \(bind(clock.now.scalar))"
    }
  }

  // MARK: Text

  /// `instr` and not LIKE, for which % and _ would not stand for themselves. It is looked for with a space before it,
  /// and so every word of the field has one then.
  private mutating func word(of field: Filter.TextField, _ text: String) -> String {
    let word = bind(.text(" " + text))
    switch field {
    case .company, .contact:
      // Only deals that hold the text at all are worth a look-up.
      let (table, key) = field == .company ? ("companies", "company_id") : ("contacts", "contact_id")
      let test = "(SELECT instr(' ' || name_folded, \(word)) FROM \(table) WHERE id = d.\(key))"
      return "instr(d.words, \(bind(.text(text)))) AND \(test)"
    // There are few users, so they are looked through once.
    case .owner: return "d.owner_id IN (SELECT id FROM users WHERE instr(' ' || name_folded, \(word)))"
    case .source, .lossReason: return "instr(' ' || folded(d.\(field.rawValue)), \(word))"
    }
  }

  // MARK: Numbers and dates

  private mutating func value(_ amount: AmountTest) -> String {
    if let currency = amount.currency {
      let range = range(amount, exponent: currency.exponent)
      return "d.currency = \(bind(currency.scalar)) AND \(range)"
    }
    // The amount before the currency: comparing numbers is quick, and most deals leave there.
    let tests = Currency.exponentsInUse.map { exponent in
      let isUsual = exponent == 2
      let others = Currency.exponentsInUse.filter { isUsual ? $0 != 2 : $0 == exponent }
      let codes = others.flatMap(Currency.codes).map { "'\($0)'" }.joined(separator: ", ")
      return "\(range(amount, exponent: exponent)) AND d.currency \(isUsual ? "NOT IN" : "IN") (\(codes))"
    }
    return "(\(tests.map { "(\($0))" }.joined(separator: " OR ")))"
  }

  private mutating func range(_ amount: AmountTest, exponent: Int) -> String {
    guard let minor = amount.minorUnits(exponent: exponent) else { return "0" }
    return "d.value BETWEEN \(bind(.integer(minor.lowerBound))) AND \(bind(.integer(minor.upperBound)))"
  }

  private mutating func moment(_ field: Filter.MomentField, _ span: Filter.Span, _ wholeDays: Filter.Span) -> String {
    // A name for the step's day, so that it is looked up once.
    let column = field == .due ? "due" : "d.\(field.rawValue)"
    let exact = within(span, column)
    let test = span == wholeDays ? exact : "iif(\(column) % 86400 = 0, \(within(wholeDays, column)), \(exact))"
    return field == .due ? "(SELECT \(test) FROM (SELECT \(CardSQL.nextTask("due_at")) AS due))" : test
  }

  private mutating func within(_ span: Filter.Span, _ column: String) -> String {
    var bounds = ["\(column) IS NOT NULL"]
    if let from = span.from { bounds.append("\(column) >= \(bind(from.scalar))") }
    if let below = span.below { bounds.append("\(column) < \(bind(below.scalar))") }
    return bounds.joined(separator: " AND ")
  }

  private func missing(_ field: Filter.OptionalField) -> String {
    switch field {
    case .step: "\(CardSQL.nextTask("id")) IS NULL"
    case .value: "d.value = 0"
    case .close: "d.expected_close IS NULL"
    case .owner, .contact, .company: "d.\(field.rawValue)_id IS NULL"
    }
  }
}

/// `Card.attention(in:at:)` in SQL. `now` and `today`, a UTC midnight, are numbered arguments.
enum AttentionSQL {
  /// Whether anything needs attention on the deal `d`.
  static func attention(now: String, today: String) -> String {
    """
    \(isAwake(now: now)) AND (SELECT \(reasons(now: now, today: today, limit: "stage_limit_days"))
      FROM (SELECT \(CardSQL.nextTask("due_at")) AS due,
        (SELECT stage_limit_days FROM stages WHERE id = d.stage_id) AS stage_limit_days))
    """
  }

  /// Whether the next step of the deal `d` is late.
  static func overdue(now: String, today: String) -> String {
    """
    \(isAwake(now: now)) AND (SELECT \(isLate(now: now, today: today))
      FROM (SELECT \(CardSQL.nextTask("due_at")) AS due))
    """
  }

  /// Neither closed nor parked.
  static func isAwake(now: String) -> String {
    "d.closed_at IS NULL AND (d.parked_until IS NULL OR d.parked_until <= \(now))"
  }

  /// For an awake deal `d` whose next step is at `due`. An idle deal has nothing planned, so its step is missing or
  /// late, and it counts for that.
  static func reasons(now: String, today: String, limit: String) -> String {
    """
    (\(isLate(now: now, today: today)) OR d.status = 'open' AND (
      due IS NULL OR d.value = 0 OR d.expected_close IS NULL OR d.owner_id IS NULL OR d.expected_close < \(today)
      OR coalesce((\(now) - d.stage_entered_at) / 86400 > \(limit), 0)))
    """
  }

  /// Which of the reasons comes first, as the place of its case in `Attention`; to be asked where `reasons` holds.
  static func rank(now: String, today: String) -> String {
    """
    CASE WHEN \(isLate(now: now, today: today)) THEN 0 WHEN d.expected_close < \(today) THEN 1
      WHEN due IS NULL AND (\(now) - d.touched_at) / 86400 > idle_limit_days THEN 2
      WHEN (\(now) - d.stage_entered_at) / 86400 > stage_limit_days THEN 3
      WHEN due IS NULL THEN 4 WHEN d.value = 0 THEN 5 WHEN d.expected_close IS NULL THEN 6 ELSE 7 END
    """
  }

  /// Since when the reason of a row that has its `rank` holds.
  static let since = """
    CASE rank WHEN 0 THEN due WHEN 1 THEN expected_close WHEN 2 THEN touched_at + 86400 * idle_limit_days
      WHEN 3 THEN stage_entered_at + 86400 * stage_limit_days ELSE touched_at END
    """

  private static func isLate(now: String, today: String) -> String {
    "coalesce(iif(due % 86400 = 0, due < \(today), due < \(now)), 0)"
  }
}
