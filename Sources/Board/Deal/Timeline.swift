import Sales
import Screen

/// What happened to a deal, newest first: activities, tasks, moves, and the journaled changes of fields, as far back as
/// they have been read.
struct Timeline {
  let detail: DealDetail
  let words: TimelineWords

  init(_ detail: DealDetail, _ model: Model) {
    self.detail = detail
    words = TimelineWords(detail, model)
  }

  /// Whether older happenings are still to be read.
  var goesOn: Bool { !detail.timeline.rest.isEnd }

  /// What was changed is in the order of commits, whatever the clocks said. Activities come in by when they occurred: in
  /// the same second below changes, and above the making of the deal.
  var happenings: [Happening] {
    let (changes, made) = changes
    let (moves, past) = moves(made: made)
    let placed = placed(moves + changes, past)
    guard let horizon = horizon(placed) else { return placed.map(\.happening) }
    return placed.prefix { $0.at >= horizon }.map(\.happening)
  }

  /// Its activities and moves alone.
  var touches: [Happening] {
    let (moves, past) = moves(made: Worth(detail.card.deal))
    return placed(moves, past).map(\.happening)
  }

  /// A happening with the moment of its place: its own, but never after that of a later change.
  private typealias Placed = (happening: Happening, at: Timestamp)

  /// `past` ends with the making of the deal.
  private func placed(_ changes: [Happening], _ past: [Happening]) -> [Placed] {
    let ordered = changes.enumerated().sorted {
      ($1.element.order ?? 0, $0.offset) < ($0.element.order ?? 0, $1.offset)
    }
    var next = Timestamp(seconds: .max)
    let log = (ordered.map(\.element) + past).map { happening -> Placed in
      next = min(next, happening.at)
      return (happening, next)
    }
    var placed: [Placed] = []
    var rest = activities[...]
    for (index, change) in log.enumerated() {
      let isCreation = index + 1 == log.count
      while let activity = rest.first, activity.at > change.at || isCreation && activity.at == change.at {
        placed.append((activity, activity.at))
        rest.removeFirst()
      }
      placed.append(change)
    }
    return placed + rest.map { ($0, $0.at) }
  }

  /// Where a list that goes on has been read to: what is older may still get something between. Nil at the end.
  private func horizon(_ placed: [Placed]) -> Timestamp? {
    let page = detail.timeline
    let last = page.log.last.map(\.action.id.bits)
    let ends = [
      page.rest.activity == nil ? nil : page.activities.last?.occurredAt,
      page.rest.edit == nil ? nil : placed.last { last != nil && $0.happening.order == last }?.at,
    ]
    return ends.compactMap(\.self).max()
  }

  private var activities: [Happening] { detail.timeline.activities.map(words.happening) }

  /// The moves, the latest first, and apart from them the deal's past: those that were written together with the deal, as
  /// an import does, and its making. However late it was written, the past comes before all that was changed since.
  private func moves(made: Worth) -> (moves: [Happening], past: [Happening]) {
    guard let first = detail.history.first else { return ([], []) }
    var (moves, past) = ([Happening](), [words.creation(first, worth: made)])
    for (before, row) in zip(detail.history, detail.history.dropFirst()) {
      let move = words.move(row, from: before)
      // Ids of one change have one time.
      if row.id.bits >> 80 == first.id.bits >> 80 { past.append(move) } else { moves.append(move) }
    }
    return (moves.reversed(), past.reversed())
  }

  /// The changes, and what the deal was worth before all of them. Walking back from the rows as they are now, each edit
  /// is told with the row as it left it. Of the deal itself, of which there may be thousands of edits, no more is taken
  /// back than the words need.
  private var changes: (told: [Happening], made: Worth) {
    let page = detail.timeline
    let own = Sales.Key.deal(detail.card.deal.id)
    var rows = page.rows
    var (told, worth) = ([Happening](), Worth(detail.card.deal))
    for log in page.log {
      let (key, fields) = (log.entry.key, log.entry.fields)
      told += words.happenings(log, after: rows[key], currency: worth.currency)
      if key == own {
        worth.takeBack(fields)
        continue
      }
      switch log.entry.kind {
      case .create: rows[key] = nil
      case .update:
        let before = Dictionary(fields.map { ($0.name, $0.before) }) { first, _ in first }
        rows[key] = rows[key]?.setting(before)
      case .delete: rows[key] = log.entry.deletedRow
      }
    }
    return (told, worth)
  }
}
