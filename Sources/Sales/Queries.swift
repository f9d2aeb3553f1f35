// What the board and the commands ask a store, as values.

/// How the cards of a column follow one another; each order is index ranges, never a sort.
package enum Order: String, CaseIterable, Sendable {
  /// Due before tomorrow, nothing planned, planned later, closed lately.
  case urgency
  /// By currency, highest first.
  case value
  /// The nearest first, none last.
  case closeDate = "close"
  /// The longest untouched first.
  case idle
  /// The last created first.
  case newest
}

/// One column's deals, in one order.
package struct ColumnQuery: Hashable, Sendable {
  package var stage: StageID
  package var filter: Filter
  package var order: Order
  /// The next local midnight: what is due before it is due today or overdue.
  package var tomorrow: Timestamp
  /// Deals closed before it are left out.
  package var closedSince: Timestamp

  package init(stage: StageID, filter: Filter, order: Order, tomorrow: Timestamp, closedSince: Timestamp) {
    self.stage = stage
    self.filter = filter
    self.order = order
    self.tomorrow = tomorrow
    self.closedSince = closedSince
  }

  /// The column as it stands at that present.
  package init(stage: StageID, filter: Filter, order: Order, at present: Present) {
    self.init(
      stage: stage, filter: filter, order: order, tomorrow: present.tomorrowStarts,
      closedSince: filter.closedSince(present))
  }
}

/// Where a card stands in its column's order; it stays meaningful when the deal is gone.
package struct SortKey: Hashable, Sendable {
  /// Which of the order's ranges, from 0.
  package let range: Int
  /// The values of the range's index, in its order, the deal's id last.
  package let values: [Scalar]

  package init(range: Int, values: [Scalar]) {
    self.range = range
    self.values = values
  }
}

/// From where a window is read.
package enum Anchor: Hashable, Sendable {
  case start
  case end
  /// The card with the key, or the place where it was.
  case at(SortKey)
}

/// Some consecutive cards of a column.
package struct Window: Hashable, Sendable {
  package var cards: [Card]
  package var place: Place
  /// Where in `cards` the anchor stands: its card or, when that is gone, the first one after it.
  package var anchorIndex: Int

  /// Where in its column a window stands. To count a column's cards is to read them all, so it is counted from the
  /// nearer end only, and not beyond `far`.
  package enum Place: Hashable, Sendable {
    /// So many cards of the column come before the first one here.
    case afterStart(Int)
    /// So many cards of the column come after the last one here.
    case beforeEnd(Int)
    /// `far` cards come before it, and as many after it, or more.
    case farFromBoth
  }
  /// Where counting ends.
  package static let far = 1000

  package init(cards: [Card], place: Place, anchorIndex: Int) {
    self.cards = cards
    self.place = place
    self.anchorIndex = anchorIndex
  }
}

/// A deal with what its card and its attention need from other rows.
package struct Card: Hashable, Sendable {
  package var deal: Deal
  package var company: String?
  package var contact: String?
  /// The owner's login.
  package var owner: String?
  /// The earliest pending task that has a day.
  package var nextStep: NextStep?
  package var key: SortKey

  package init(deal: Deal, company: String?, contact: String?, owner: String?, nextStep: NextStep?, key: SortKey) {
    self.deal = deal
    self.company = company
    self.contact = contact
    self.owner = owner
    self.nextStep = nextStep
    self.key = key
  }
}

/// What is to be done next on a deal.
package struct NextStep: Hashable, Sendable {
  package let id: FollowUpID
  package let title: String
  /// Exactly midnight UTC stands for the whole day.
  package let dueAt: Timestamp

  package init(id: FollowUpID, title: String, dueAt: Timestamp) {
    self.id = id
    self.title = title
    self.dueAt = dueAt
  }
}

/// A pipeline with its stages in order of position.
package struct PipelinePlan: Hashable, Sendable {
  package var pipeline: Pipeline
  package var stages: [Stage]
  /// Its open and stalled deals, one tally a currency; where it has none, the closed ones.
  package var tallies: [Tally]

  package init(pipeline: Pipeline, stages: [Stage], tallies: [Tally] = []) {
    self.pipeline = pipeline
    self.stages = stages
    self.tallies = tallies
  }

  /// Where a deal goes that gets the status: to the first stage that means it; nil where none does.
  package func stage(meaning status: DealStatus) -> Stage? { stages.first { $0.type.status == status } }
}

/// What a stage holds, over every deal of the filter.
package struct StageTotals: Hashable, Sendable {
  /// Open and stalled deals.
  package var active: [Tally]
  /// Deals won or lost in the stage since the moment asked for.
  package var closed: [Tally]

  package init(active: [Tally] = [], closed: [Tally] = []) {
    self.active = active
    self.closed = closed
  }

  package var deals: Int { active.reduce(0) { $0 + $1.deals } + closed.reduce(0) { $0 + $1.deals } }

  /// What the head of a stage of that type counts and sums.
  package func head(of type: StageType) -> [Tally] { type.headHasClosed ? active + closed : active }
}

extension StageType {
  /// Whether the head of such a stage speaks of closed deals too. In an open stage a closed deal can stand, but it is
  /// not part of what the stage still promises. Every head, count and sum of a stage reads this.
  package var headHasClosed: Bool { self != .open }
}

/// How many deals a stage holds, those closed long ago too.
package struct DealCount: Hashable, Sendable {
  /// Open and stalled deals.
  package let active: Int
  package let closed: Int

  package init(active: Int, closed: Int) {
    self.active = active
    self.closed = closed
  }

  package var all: Int { active + closed }

  /// What the head of a stage of that type counts.
  package func head(of type: StageType) -> Int { type.headHasClosed ? all : active }
}

/// Deals of one currency: how many and their sum.
package struct Tally: Hashable, Sendable {
  package var deals: Int
  package var sum: Money

  package init(deals: Int, sum: Money) {
    self.deals = deals
    self.sum = sum
  }
}

/// What hangs on a deal that may be deleted.
package struct DealLinks: Hashable, Sendable {
  package let activities: Int
  /// Tasks, the open ones too.
  package let followUps: Int
  /// Pending tasks, with a day or without.
  package let openSteps: Int

  package init(activities: Int, followUps: Int, openSteps: Int) {
    self.activities = activities
    self.followUps = followUps
    self.openSteps = openSteps
  }

  /// Those of several deals.
  package init(_ links: [DealLinks]) {
    self.init(
      activities: links.reduce(0) { $0 + $1.activities }, followUps: links.reduce(0) { $0 + $1.followUps },
      openSteps: links.reduce(0) { $0 + $1.openSteps })
  }
}

/// What quick add wants to know while a line is typed.
package struct QuickAddFacts: Hashable, Sendable {
  /// The companies whose folded name begins with the text, shortest first, with their open deals; at most 8.
  package let companies: [CompanyMatch]
  /// The latest deal of exactly this name, whatever the case.
  package let sameName: Deal?

  package init(companies: [CompanyMatch], sameName: Deal?) {
    self.companies = companies
    self.sameName = sameName
  }

  /// A company that may be meant, with how many open deals it has.
  package struct CompanyMatch: Hashable, Sendable {
    package let company: Company
    package let openDeals: Int

    package init(company: Company, openDeals: Int) {
      self.company = company
      self.openDeals = openDeals
    }
  }
}
