/// What became of a deal since a moment; what needs a decision first comes first. The raw value names it for programs.
package enum DealChangeKind: String, CaseIterable, Sendable {
  case won, lost
  /// The close date slipped, or was pulled in, or was set or cleared.
  case later, earlier, dated
  /// The value went up or down; or it is in another currency, so that the two do not compare.
  case up, down, currency
  case back, forward
  /// Came to the board: created, reopened or moved here from another pipeline.
  case `in`
  /// Left the board: deleted or moved to another pipeline. Deals won and lost are counted as such.
  case out
  case owner
  /// A next step was planned.
  case step
  /// An activity was logged.
  case note

  package var title: String {
    switch self {
    case .won: "Won"
    case .lost: "Lost"
    case .later: "Close date later"
    case .earlier: "Close date earlier"
    case .dated: "Close date set or cleared"
    case .up: "Value up"
    case .down: "Value down"
    case .currency: "Other currency"
    case .back: "Moved back"
    case .forward: "Moved forward"
    case .in: "In"
    case .out: "Out"
    case .owner: "Owner"
    case .step: "New steps"
    case .note: "Activities"
    }
  }

  /// Whether it is a change of the deal itself rather than something planned or noted beside it.
  package var isOfDeal: Bool { self != .step && self != .note }
}

/// One change of one deal between two moments, whatever happened in between: a value that went up and down again did not
/// change.
package struct DealChange: Hashable, Sendable {
  package let kind: DealChangeKind
  package let deal: DealID
  package let name: String
  /// Who made the last edit that it rests on, and when.
  package let by: UserID?
  package let at: Timestamp?
  package let old: ChangeValue
  package let new: ChangeValue
  /// What counts in sums: the value of the deal, or by how much it went up or down; nil where there is none.
  package let amount: Money?
}

/// A value as it was or is.
package enum ChangeValue: Hashable, Sendable {
  case none
  case text(String)
  case money(Money)
  case day(Day)
}

/// Everything that became of deals since a moment.
package struct PeriodChanges: Hashable, Sendable {
  package let since: Timestamp
  /// By kind in the order of `DealChangeKind`, then the latest first.
  package let changes: [DealChange]
  package let users: [UserID: String]

  /// The changes that the user made.
  package func by(_ user: UserID) -> PeriodChanges {
    PeriodChanges(since: since, changes: changes.filter { $0.by == user }, users: users)
  }

  package func of(_ kind: DealChangeKind) -> [DealChange] { changes.filter { $0.kind == kind } }

  /// Changes of the deals themselves, how many deals they are of, and how many steps and notes there are.
  package var counts: (changes: Int, deals: Int, besides: Int) {
    let own = changes.filter(\.kind.isOfDeal)
    return (own.count, Set(own.map(\.deal)).count, changes.count - own.count)
  }

  /// By person, in order of name: how many changes of each kind; last those that nobody is known for.
  package var people: [(name: String?, counts: [DealChangeKind: Int])] {
    let groups = Dictionary(grouping: changes, by: \.by)
    return groups.map { user, changes in
      (name: user.map { users[$0] ?? $0.description }, counts: Self.counted(changes))
    }.sorted { ($0.name == nil ? 1 : 0, $0.name ?? "") < ($1.name == nil ? 1 : 0, $1.name ?? "") }
  }

  /// How many changes of each kind.
  package var all: [DealChangeKind: Int] { Self.counted(changes) }

  /// The sum of the amounts of a kind, by currency.
  package func sums(of kind: DealChangeKind) -> [Money] {
    var sums: [Currency: Int128] = [:]
    for amount in of(kind).compactMap(\.amount) { sums[amount.currency, default: 0] += amount.minor }
    return sums.sorted { $0.key < $1.key }.map { Money(minor: $0.value, currency: $0.key) }
  }

  private static func counted(_ changes: [DealChange]) -> [DealChangeKind: Int] {
    changes.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
  }
}
