package typealias GoalID = Identifier<Goal>
package typealias ReviewItemID = Identifier<ReviewItem>

/// What a user is to win in a month or a quarter: a sum in one currency, or a number of deals.
package struct Goal: Entity {
  package static let idPrefix = "goal"
  package static let table = Table.goals

  package var id: GoalID
  package var ownerID = UserID(bits: 0)
  /// As `GoalPeriod` writes it, such as `2026-Q4` or `2026-11`.
  package var period = ""
  /// Nil for a number of deals.
  package var currency: Currency?
  /// Minor units of the currency, or deals.
  package var target: Int64 = 0
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)

  package init(id: GoalID) {
    self.id = id
  }

  package static let fields: [Field<Goal>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("owner_id", \.ownerID, .id(prefix: User.idPrefix), required: true),
    Field("period", \.period, .text, required: true),
    Field("currency", \.currency, .currency),
    Field("target", \.target, .money, required: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
  ]
}

/// A month or a quarter of the calendar.
package struct GoalPeriod: Hashable, Sendable, CustomStringConvertible {
  package let days: ClosedRange<Day>
  package let description: String

  /// Reads `2026-Q4` or `2026-11`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), year > 0, parts[1].utf8.count == 2
    else { return nil }
    if parts[1].first == "Q" {
      guard let quarter = parts[1].last?.wholeNumberValue, (1...4).contains(quarter),
        let days = PeriodReader.range(3, from: 3 * quarter - 2, year: year)
      else { return nil }
      self.days = days
    } else {
      guard let month = Int(parts[1]), let days = PeriodReader.range(1, from: month, year: year) else { return nil }
      self.days = days
    }
    description = parts.joined(separator: "-")
  }

  /// The quarter that holds the day.
  package init(quarterOf day: Day) {
    let (year, month, _) = day.civil
    let text = String(year)
    let period = GoalPeriod(String(repeating: "0", count: max(0, 4 - text.count)) + text + "-Q\((month + 2) / 3)")
    guard let period else { preconditionFailure("every day from year 1 to 9999 has a quarter") }
    self = period
  }
}

/// A deal on the review list, and why it is there. It is done when a step of the deal has been completed since, or the
/// deal was closed.
package struct ReviewItem: Entity {
  package static let idPrefix = "rev"
  package static let table = Table.reviews

  package var id: ReviewItemID
  package var dealID: DealID?
  /// One line.
  package var reason = ""
  /// When it was put on the list last.
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)

  package init(id: ReviewItemID) {
    self.id = id
  }

  package static let fields: [Field<ReviewItem>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("deal_id", \.dealID, .id(prefix: Deal.idPrefix)),
    Field("reason", \.reason, .text, required: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
  ]
}

extension Goal: Dated {
  package init?(row: Row) {
    guard case .goal(let goal) = row else { return nil }
    self = goal
  }
  package var row: Row { .goal(self) }
  package static func key(_ id: GoalID) -> Key { .goal(id) }
}

extension ReviewItem: Dated {
  package init?(row: Row) {
    guard case .review(let item) = row else { return nil }
    self = item
  }
  package var row: Row { .review(self) }
  package static func key(_ id: ReviewItemID) -> Key { .review(id) }
}
