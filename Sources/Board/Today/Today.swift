package import Sales

/// The screen of what is to be done today: the part of the agenda around what is in sight, and which task is chosen.
package struct Today: Hashable, Sendable {
  package var items: [AgendaItem] = []
  package var hasMoreBefore = false
  package var hasMoreAfter = false
  package var counts: [AgendaDay: Int] = [:]
  /// The place of the chosen task in `items`.
  package var chosen = 0
  /// The first line in sight, of those that `lines` makes.
  package var top = 0
  /// Whether it has been read once.
  package var isRead = false
  /// The task to be chosen when it has been read: one that an undo brought back.
  package var wanted: FollowUpID?
  /// The deal that is being opened on the board.
  package var opening: DealID?
  /// What is to be done with the chosen task's deal once the board of its pipeline has been read.
  package var verb: Verb?
  /// The pipeline that was in sight before, to which the board goes back.
  package var home: PipelineID?
  /// Whether it was opened out of triage, to which esc goes back.
  var isOverTriage = false
  /// The deals that are marked there, while the board of another pipeline is in sight beneath the list.
  var homeMarks: [DealID] = []
  /// What was being typed about the wanted task when the board was ended last.
  package var kept: KeptLine?

  package init() {}

  /// A line that was typed about a task when the board was ended.
  package struct KeptLine: Hashable, Sendable {
    package let verb: LineVerb
    package let text: String
  }

  /// What one row of the screen shows.
  package enum Line: Hashable, Sendable {
    case blank
    case heading(AgendaDay)
    case task(Int)
  }

  package var item: AgendaItem? { items.indices.contains(chosen) ? items[chosen] : nil }

  /// The tasks under the headings of their days, which a blank row keeps apart. A day that began further up has its
  /// heading there.
  package func lines(at present: Present) -> [Line] {
    var lines: [Line] = []
    var last: AgendaDay?
    for (index, item) in items.enumerated() {
      let day = item.followUp.dueAt.flatMap { AgendaDay(of: $0, at: present) }
      if let day, day != last, index > 0 || !hasMoreBefore {
        lines += (lines.isEmpty ? [] : [.blank]) + [.heading(day)]
      }
      last = day
      lines.append(.task(index))
    }
    return lines
  }

  /// Scrolls by single rows so that the chosen task, with its heading or the row above and the one below, is in sight.
  mutating func settle(height: Int, at present: Present) {
    let lines = lines(at: present)
    chosen = min(max(0, chosen), max(0, items.count - 1))
    guard let row = lines.firstIndex(of: .task(chosen)) else { return top = 0 }
    let margin = height > 2 ? 1 : 0
    top = min(top, max(0, row - margin))
    top = max(top, min(row + margin, lines.count - 1) - height + 1)
    top = max(0, min(top, lines.count - height))
  }
}

/// What the screen of today is read by.
package struct TodayQuestion: Hashable, Sendable {
  package var anchor: AgendaAnchor
  /// Tasks to read before the anchor and from it on.
  package var before: Int
  package var after: Int
  /// The task to read around instead, while it is there.
  package var wanted: FollowUpID?
}

/// The tasks asked for, and how many each day has in all.
package struct TodayAnswer: Hashable, Sendable {
  package let question: TodayQuestion
  package let page: AgendaPage
  package let counts: [AgendaDay: Int]
}

extension AgendaItem {
  /// The deal's card, whose next step is this task.
  var card: Card? {
    guard let deal, let due = followUp.dueAt else { return nil }
    return Card(
      deal: deal, company: nil, contact: nil, owner: nil,
      nextStep: NextStep(id: followUp.id, title: followUp.title, dueAt: due), key: SortKey(range: 0, values: []))
  }
}
