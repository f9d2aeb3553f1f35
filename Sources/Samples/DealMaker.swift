import Sales

/// Makes one deal after the other from a seed.
struct DealMaker: Sendable {
  var random: Randomness
  let now: Timestamp
  private let firmCount: Int

  init(deals: Int, seed: UInt64, now: Timestamp) {
    random = Randomness(seed: seed)
    self.now = now
    // About four deals a firm, so that names repeat as they do in life.
    firmCount = max(40, deals / 4)
  }

  mutating func deal(_ mix: Mix, owners: [String]) -> DealDraft {
    let situation = random.pick(mix.situations)
    let path = path(of: situation, closedLately: mix.closedLately)
    let firm = Firm(number: firmNumber())
    let contact = firm.contact(number: random.below(3))
    let (value, currency) = amount()
    var draft = DealDraft(
      values: [.set(\.name, name(for: firm)), .set(\.value, value), .set(\.currency, currency)],
      company: firm.name, contact: random.chance(88) ? contact : nil,
      owner: random.chance(92) ? random.pick(owners) : nil, visits: path.visits)
    draft.createdAt = path.visits.first?.enteredAt
    if let closed = path.closedAt { draft.closing = .at(closed) }
    if random.chance(80) { draft.values.append(.set(\.source, random.pick(Wordlists.sources))) }
    switch situation {
    case .open: dress(&draft, isStalled: false)
    case .stalled: dress(&draft, isStalled: true)
    case .won: draft.values.append(.set(\.status, .won))
    case .lost: draft.values += [.set(\.status, .lost), .set(\.lossReason, random.pick(Wordlists.lossReasons))]
    }
    // A completed activity would wake a stalled deal (contract §3).
    if case .stalled = situation { return draft }
    draft.activities = activities(along: path)
    return draft
  }

  /// What only open deals have: a close date ahead, a next step, or neither.
  private mutating func dress(_ draft: inout DealDraft, isStalled: Bool) {
    if random.chance(85) {
      let days = random.pick([(12, -random.within(1...20)), (88, random.within(3...90))])
      draft.values.append(.set(\.expectedClose, now.utcDay.advanced(byDays: days).midnightUTC))
    }
    if isStalled {
      draft.values.append(.set(\.status, .stalled))
    } else if let due = nextDue() {
      draft.followUps = [[.set(\.title, random.pick(Wordlists.steps)), .set(\.dueAt, due)]]
    }
  }

  private mutating func nextDue() -> Timestamp? {
    let today = now.utcDay
    let day: Day? = random.pick([
      (14, today.advanced(byDays: -random.early(1...12))), (13, today), (22, nil),
      (51, today.advanced(byDays: random.early(1...28))),
    ])
    return day.map { day in
      random.chance(70)
        ? day.midnightUTC : day.midnightUTC.advanced(bySeconds: Int64(random.within(32...68)) * 900)
    }
  }

  /// A few firms buy often.
  private mutating func firmNumber() -> Int {
    random.chance(30) ? random.early(0...firmCount / 8) : random.below(firmCount)
  }

  private mutating func name(for firm: Firm) -> String {
    let kind = random.below(100)
    switch kind {
    case 0..<2: return random.pick(Wordlists.longNames)
    case 2..<6: return random.pick(Wordlists.accentedNames)
    case 6..<10: return random.pick(Wordlists.japaneseNames)
    default: break
    }
    let product = random.pick(Wordlists.products)
    if firm.isJapanese { return random.pick(Wordlists.japaneseNames) }
    return kind < 60 ? "\(firm.shortName) \(product)" : product.prefix(1).uppercased() + product.dropFirst()
  }
}

// MARK: - Money

extension DealMaker {
  /// The value of the deal at each per mille, in whole dollars: a long tail, whose top tenth holds half of all.
  private static let quantiles: [(perMille: Int, dollars: Int)] = [
    (0, 300), (100, 1_500), (250, 3_400), (500, 8_000), (750, 19_000), (900, 41_000), (950, 66_000), (990, 158_000),
    (998, 320_000), (1000, 900_000),
  ]

  private mutating func amount() -> (minor: Int64, currency: Currency) {
    let (currency, perDollar) = random.pick([
      (78, (Currency.usd, 100)), (12, (Currency.eur, 92)), (6, (Currency.gbp, 79)), (4, (Currency.jpy, 15_000)),
    ])
    if random.chance(4) { return (0, currency) }
    let price = Self.price(Self.dollars(at: random.below(100_000)) * perDollar / 100)
    let cents = currency.exponent > 0 && random.chance(3) ? -1 : 0
    return (Int64(price) * currency.minorPerMajor + Int64(cents), currency)
  }

  private static func dollars(at rank: Int) -> Int {
    for (low, high) in zip(quantiles, quantiles.dropFirst()) where rank < high.perMille * 100 {
      let span = (high.perMille - low.perMille) * 100
      return low.dollars + (high.dollars - low.dollars) * (rank - low.perMille * 100) / span
    }
    preconditionFailure("the last quantile is above every rank")
  }

  /// To two digits and a half, as price lists have them.
  private static func price(_ amount: Int) -> Int {
    var step = 5
    while amount > step * 400 { step *= 10 }
    return max(step, (amount + step / 2) / step * step)
  }
}

// MARK: - Time

extension DealMaker {
  /// The stages that a deal went through.
  struct Path {
    var visits: [DealDraft.Visit]
    var closedAt: Timestamp?
  }

  private mutating func path(of situation: Situation, closedLately: Int) -> Path {
    switch situation {
    case .open(let stage): return visits(upTo: stage, then: nil, daysAgo: random.early(0...44))
    case .stalled: return visits(upTo: random.below(3), then: nil, daysAgo: random.within(30...150))
    case .won: return visits(upTo: 2, then: SampleStage.won, daysAgo: closingAge(closedLately))
    case .lost: return visits(upTo: random.below(3), then: SampleStage.lost, daysAgo: closingAge(closedLately))
    }
  }

  private mutating func closingAge(_ closedLately: Int) -> Int {
    random.chance(closedLately) ? random.within(0...28) : random.within(31...720)
  }

  /// Backwards from the last stage, entered so many days ago; each earlier one at least a day before.
  private mutating func visits(upTo stage: Int, then outcome: String?, daysAgo: Int) -> Path {
    var names = Array(SampleStage.open[0...stage])
    if let outcome { names.append(outcome) }
    var day = now.utcDay.advanced(byDays: -daysAgo)
    var visits: [DealDraft.Visit] = []
    for name in names.reversed() {
      visits.append(DealDraft.Visit(stage: StageName(pipeline: nil, stage: name), enteredAt: moment(of: day)))
      day = day.advanced(byDays: -random.early(1...35))
    }
    return Path(visits: visits.reversed(), closedAt: outcome == nil ? nil : visits.first?.enteredAt)
  }

  /// Some quarter of an hour of a working day that is not ahead.
  mutating func moment(of day: Day) -> Timestamp {
    let worked = day.midnightUTC.advanced(bySeconds: Int64(random.within(32...68)) * 900)
    return min(worked, now.advanced(bySeconds: -60))
  }

  private mutating func activities(along path: Path) -> [[Assignment<Activity>]] {
    guard let first = path.visits.first?.enteredAt else { return [] }
    let span = first.wholeDays(until: path.closedAt ?? now)
    return (0..<random.early(0...4)).map { _ in
      let type = random.pick([(4, ActivityType.call), (3, .email), (2, .meeting), (2, .note)])
      let at = max(first, moment(of: first.utcDay.advanced(byDays: random.below(span + 1))))
      return [
        .set(\.type, type), .set(\.subject, random.pick(Wordlists.talks)), .set(\.status, .completed),
        .set(\.occurredAt, at), .set(\.direction, type == .note ? .na : random.chance(60) ? .outbound : .inbound),
      ]
    }
  }
}
