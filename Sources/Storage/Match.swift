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
    case .text(let text): return "holds(d.words, \(bind(.text(text))))"
    case .word(let field, let text): return word(of: field, text)
    case .owner(let user): return "d.owner_id = \(bind(user.scalar))"
    case .stages(let stages):
      return "d.stage_id IN (\(stages.sorted().map { bind($0.scalar) }.joined(separator: ", ")))"
    case .reached(let stages):
      let ids = stages.sorted().map(\.description)
      let list = ids.map { bind(.text($0)) }.joined(separator: ", ")
      return """
        EXISTS (SELECT 1 FROM stage_history WHERE deal_id = d.id AND to_stage_id IN (\(list)))
          AND was_in((SELECT group_concat(to_stage_id || ' ' || entered_at, char(10)) FROM (
            SELECT to_stage_id, entered_at FROM stage_history WHERE deal_id = d.id ORDER BY id)), \(bind(.text(ids.joined(separator: " ")))))
        """
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

  /// Whether a word of the field begins with the text. Of the three lines of `words`, most deals leave at the first test.
  private mutating func word(of field: Filter.TextField, _ text: String) -> String {
    let word = bind(.text(text))
    switch field {
    case .company: return "holds(d.words, \(word)) AND has_word(d.words, \(word), 1)"
    case .contact: return "holds(d.words, \(word)) AND has_word(d.words, \(word), 2)"
    // There are few users, so they are looked through once.
    case .owner: return "d.owner_id IN (SELECT id FROM users WHERE has_word(name_folded, \(word), 0))"
    case .source, .lossReason: return "has_word(folded(d.\(field.rawValue)), \(word), 0)"
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
    let exact = bounds(span)
    let days = span == wholeDays ? exact : bounds(wholeDays)
    let test = { Self.within(exact, $0) }, dayTest = { Self.within(days, $0) }
    if field == .due { return NextStepSQL.isDue(test, wholeDays: dayTest) }
    let column = field == .closed ? "nullif(d.closed_at, \(StoredClosing.unknown))" : "d.\(field.rawValue)"
    return exact == days ? test(column) : MomentSQL.test(column, test, wholeDays: dayTest)
  }

  /// Comparisons with numbered arguments.
  private mutating func bounds(_ span: Filter.Span) -> [String] {
    [span.from.map { ">= \(bind($0.scalar))" }, span.below.map { "< \(bind($0.scalar))" }].compactMap(\.self)
  }

  private static func within(_ bounds: [String], _ column: String) -> String {
    (["\(column) IS NOT NULL"] + bounds.map { "\(column) \($0)" }).joined(separator: " AND ")
  }

  private func missing(_ field: Filter.OptionalField) -> String {
    switch field {
    case .step: NextStepSQL.isMissing
    case .value: "d.value = 0"
    case .close: "d.expected_close IS NULL"
    case .owner: "d.owner_id IS NULL"
    // Only deals whose `words` have an empty line for it are worth a look at the row.
    case .company: "holds(d.words, char(10, 10)) AND d.company_id IS NULL"
    case .reason: "d.status = 'lost' AND d.loss_reason IS NULL"
    case .contact: "substr(d.words, -1) = char(10) AND d.contact_id IS NULL"
    }
  }
}

/// `Card.attention(in:at:)` in SQL. `now` and `today`, a UTC midnight, are numbered arguments.
enum AttentionSQL {
  /// Whether anything needs attention on the deal `d`.
  static func attention(now: String, today: String) -> String {
    let limit = "(SELECT stage_limit_days FROM stages WHERE id = d.stage_id)"
    return "\(isAwake(now: now)) AND \(reasons(now: now, today: today, limit: limit))"
  }

  /// Whether the next step of the deal `d` is late.
  static func overdue(now: String, today: String) -> String {
    "\(isAwake(now: now)) AND \(isLate(now: now, today: today))"
  }

  /// Neither closed nor parked.
  static func isAwake(now: String) -> String {
    "d.closed_at IS NULL AND (d.parked_until IS NULL OR d.parked_until <= \(now))"
  }

  /// For an awake deal `d` whose stage has that limit. An idle deal has nothing planned, so its step is missing or late,
  /// and it counts for that.
  static func reasons(now: String, today: String, limit: String) -> String {
    """
    (d.status = 'open' AND (
        d.value = 0 OR d.expected_close IS NULL OR d.owner_id IS NULL OR d.expected_close < \(today)
        OR \(NextStepSQL.isMissing) OR (\(now) - d.stage_entered_at) / 86400 > \(limit))
      OR \(isLate(now: now, today: today)))
    """
  }

  /// Which of the reasons comes first, as the place of its case in `Attention`; to be asked where `reasons` holds, of a
  /// row with what `rank` and `since` name and the step's moment as `due`.
  static func rank(now: String, today: String) -> String {
    """
    CASE WHEN \(MomentSQL.test("due", { "\($0) < \(now)" }, wholeDays: { "\($0) < \(today)" })) THEN 0 WHEN expected_close < \(today) THEN 1
      WHEN due IS NULL AND (\(now) - touched_at) / 86400 > idle_limit_days THEN 2
      WHEN (\(now) - stage_entered_at) / 86400 > stage_limit_days THEN 3
      WHEN due IS NULL THEN 4 WHEN value = 0 THEN 5 WHEN expected_close IS NULL THEN 6 ELSE 7 END
    """
  }

  /// Since when the reason of a row that has its `rank` holds.
  static let since = """
    CASE rank WHEN 0 THEN due WHEN 1 THEN expected_close WHEN 2 THEN touched_at + 86400 * idle_limit_days
      WHEN 3 THEN stage_entered_at + 86400 * stage_limit_days ELSE touched_at END
    """

  private static func isLate(now: String, today: String) -> String {
    NextStepSQL.isDue({ "coalesce(\($0) < \(now), 0)" }, wholeDays: { "coalesce(\($0) < \(today), 0)" })
  }
}
