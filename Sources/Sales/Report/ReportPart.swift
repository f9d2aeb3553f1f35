/// The counts of all deals in one currency.
struct ReportPart {
  var deals = 0
  /// Of deals made in the period, by the place in the funnel of the stage that they came to.
  var furthest: [DealSum]
  var (won, lost) = (DealSum(), DealSum())
  /// Whole days from creation to winning, of all deals won in the period.
  var cycleDays = 0
  var open = DealSum()
  var forecast: [ForecastRow: [StageID: DealSum]] = [:]
  var wonThisMonth = DealSum()
  var ages: [StageID: AgePart] = [:]
  /// By folded reason; empty for none.
  var losses: [String: LossPart] = [:]
  var owners: [UserID?: OwnerPart] = [:]
  var due = DealSum()
  var slipped = DealSum()

  init(stages: Int) {
    furthest = Array(repeating: DealSum(), count: stages)
  }

  mutating func add(_ reported: ReportedDeal, _ basis: ReportBasis) {
    let deal = reported.deal
    deals += 1
    if basis.period.contains(deal.createdAt, basis.present.zone) { addToFunnel(reported, basis.funnel) }
    if deal.isActive { addOpen(reported, basis) } else { addClosed(deal, basis) }
    switch basis.slippage.slipped(deal) {
    case true?:
      due.add(deal)
      slipped.add(deal)
    case false?: due.add(deal)
    case nil: break
    }
  }

  private mutating func addToFunnel(_ reported: ReportedDeal, _ funnel: [Stage]) {
    guard !furthest.isEmpty else { return }
    let visited = Set(StageTransition.standing(reported.history).map(\.toStageID))
    furthest[funnel.lastIndex { visited.contains($0.id) } ?? 0].add(reported.deal)
  }

  private mutating func addOpen(_ reported: ReportedDeal, _ basis: ReportBasis) {
    let (deal, present) = (reported.deal, basis.present)
    open.add(deal)
    let row = ForecastRow(of: deal.expectedClose, today: present.today)
    forecast[row, default: [:]][deal.stageID, default: DealSum()].add(deal)
    let days = deal.stageEnteredAt.wholeDays(until: present.now)
    ages[deal.stageID, default: AgePart()].add(deal, days: days, median: basis.medians[deal.stageID])
    var owner = owners[deal.ownerID] ?? OwnerPart()
    owner.open.add(deal)
    if reported.nextDue == nil { owner.withoutStep.add(deal) }
    if reported.isOverdue(at: present) { owner.overdue.add(deal) }
    owners[deal.ownerID] = owner
  }

  private mutating func addClosed(_ deal: Deal, _ basis: ReportBasis) {
    let zone = basis.present.zone
    if deal.status == .won, let closedAt = deal.closedAt {
      let isOfThisMonth = zone.calendarDay(of: closedAt).monthNumber == basis.present.today.monthNumber
      if isOfThisMonth { wonThisMonth.add(deal) }
    }
    guard basis.period.contains(deal.closedAt, zone) else { return }
    if deal.status == .won {
      won.add(deal)
      cycleDays += deal.createdAt.wholeDays(until: deal.closedAt ?? deal.createdAt)
      owners[deal.ownerID, default: OwnerPart()].won.add(deal)
    } else {
      lost.add(deal)
      let reason = deal.lossReason ?? ""
      losses[folded(reason), default: LossPart(reason: reason)].sum.add(deal)
    }
  }
}

/// Open deals of a stage, by their days in it against the median of deals won.
struct AgePart {
  var (under, toTwice, beyond, all) = (DealSum(), DealSum(), DealSum(), DealSum())
  var oldest = 0

  mutating func add(_ deal: Deal, days: Int, median: Int?) {
    all.add(deal)
    oldest = max(oldest, days)
    guard let median else { return }
    if days <= median { under.add(deal) } else if days <= 2 * median { toTwice.add(deal) } else { beyond.add(deal) }
  }
}

/// Deals lost for one reason.
struct LossPart {
  /// As the first of them has it; empty for none.
  let reason: String
  var sum = DealSum()
}

struct OwnerPart {
  /// Activities completed this week.
  var done = 0
  var (overdue, withoutStep, won, open) = (DealSum(), DealSum(), DealSum(), DealSum())
}
