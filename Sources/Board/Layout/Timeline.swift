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

  /// Of what happened in the same second, moves stand above changes, and those above activities; the making of the deal
  /// stands below them all.
  var happenings: [Happening] {
    let (changes, made) = changes
    let (moves, creation) = moves(made: made)
    let all = moves + changes + activities + creation
    let sorted = all.enumerated().sorted { ($1.element.at, $0.offset) < ($0.element.at, $1.offset) }.map(\.element)
    guard let horizon else { return sorted }
    return Array(sorted.prefix { $0.at >= horizon })
  }

  /// Its activities and moves alone.
  var touches: [Happening] {
    let (moves, creation) = moves(made: Worth(detail.card.deal))
    return (moves + activities + creation).enumerated()
      .sorted { ($1.element.at, $0.offset) < ($0.element.at, $1.offset) }.map(\.element)
  }

  /// Where a list that goes on has been read to: what is older may still get something between. Nil at the end.
  private var horizon: Timestamp? {
    let page = detail.timeline
    let ends = [
      page.rest.activity == nil ? nil : page.activities.last?.occurredAt,
      page.rest.edit == nil ? nil : page.log.last?.action.at,
    ]
    return ends.compactMap(\.self).max()
  }

  private var activities: [Happening] { detail.timeline.activities.map(words.happening) }

  /// The moves, the latest first, and apart from them the making of the deal.
  private func moves(made: Worth) -> (moves: [Happening], creation: [Happening]) {
    var (moves, creation) = ([Happening](), [Happening]())
    var before: StageTransition?
    for row in detail.history {
      if let before, row.fromStageID != nil {
        moves.append(words.move(row, from: before))
      } else {
        creation.append(words.creation(row, worth: made))
      }
      before = row
    }
    return (moves.reversed(), creation)
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
