package import Sales

/// Where a deal that needs somebody stands in line: by its first reason, then by how long that has held.
package struct Urgency: Hashable, Comparable, Sendable {
  /// The reason's place among the cases of `Attention`, from 0.
  package let rank: Int
  /// Since when it has held; of something missing, since when nobody touched the deal.
  package let since: Timestamp

  package static func < (left: Self, right: Self) -> Bool {
    left.rank != right.rank ? left.rank < right.rank : left.since < right.since
  }
}

extension Card {
  /// Nil when nothing needs attention.
  package func urgency(in stage: Stage, at present: Present) -> Urgency? {
    switch attention(in: stage, at: present).first {
    case nil: nil
    case .overdue: nextStep.map { Urgency(rank: 0, since: $0.dueAt) }
    case .pastClose: deal.expectedClose.map { Urgency(rank: 1, since: $0) }
    case .idle(_, let limit): Urgency(rank: 2, since: deal.touchedAt.advanced(bySeconds: 86_400 * Int64(limit)))
    case .slow(_, let limit): Urgency(rank: 3, since: deal.stageEnteredAt.advanced(bySeconds: 86_400 * Int64(limit)))
    case .noStep: Urgency(rank: 4, since: deal.touchedAt)
    case .noValue: Urgency(rank: 5, since: deal.touchedAt)
    case .noCloseDate: Urgency(rank: 6, since: deal.touchedAt)
    case .noOwner: Urgency(rank: 7, since: deal.touchedAt)
    }
  }
}
