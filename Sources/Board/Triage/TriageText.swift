import Sales
import Screen

/// What triage says below its title: of the deal at which it stands, and of the whole walk when it is over.
struct TriageText: Typesetting {
  let model: Model
  let layout: Layout

  init(_ model: Model, _ layout: Layout) {
    self.model = model
    self.layout = layout
  }

  /// Lines of one deal are no easier to read when they are longer.
  private static let widest = 100

  /// The column after the last that its lines use, and how many they use.
  var end: Int { min(layout.size.columns, TriageText.widest) - 1 }
  var cells: Int { end - 1 }

  /// How far the summary can be scrolled.
  var lastTop: Int {
    guard model.triage?.isOver == true else { return 0 }
    return max(0, summary.count - max(1, layout.cardsEnd - 2))
  }

  // MARK: The deal

  /// As much as fits of what helps to decide: the keys go first, then the contact, then what is older.
  func lines(of detail: DealDetail) -> (body: [PaneLine], keys: [PaneLine]) {
    let rows = max(0, layout.cardsEnd - 2) - 1
    var reasons = standing(of: detail, cells: cells)
    if reasons.isEmpty { reasons = [PaneLine(left: [Span("needs no attention now", .muted)])] }
    let head = facts(of: detail) + [.blank] + reasons + [.blank]
    let body = head + contact(of: detail) + openSteps(detail) + lately(detail, most: 3)
    let keys = keyLines(detail)
    if layout.size.rows >= 24, body.count + 2 + keys.count <= rows { return (body, keys) }
    if body.count <= rows { return (body, []) }
    return (head + openSteps(detail) + lately(detail, most: 3), [])
  }

  /// In one line where they fit, else each fact whole in as many as it takes.
  private func facts(of detail: DealDetail) -> [PaneLine] {
    let deal = detail.card.deal
    let value = deal.value == 0 ? "no value" : model.money.exact(deal.value, deal.currency)
    var words: [String] = []
    if let company = detail.company?.name { words.append(company) }
    if let day = deal.expectedClose?.utcDay {
      let verb = day < present.today ? "close date" : "closes"
      words.append(
        "\(verb) \(DateText.short(day, today: present.today)), \(DateText.relative(day, today: present.today))")
      if detail.slips > 0 { words.append("moved later \(counted(detail.slips, "time"))") }
    } else {
      words.append("no close date")
    }
    let isMine = deal.ownerID == model.world.setting.user?.id
    words.append(isMine ? "yours" : detail.card.owner.map { "owner \($0)" } ?? "no owner")
    var lines = [[Span(value, .strong)]]
    for (index, word) in words.enumerated() {
      let span = Span((index == 0 ? "  " : " \(glyphs.dot) ") + word, .muted)
      if width(lines[lines.count - 1]) + width(span.text) <= cells {
        lines[lines.count - 1].append(span)
      } else {
        lines.append([Span(word, .muted)])
      }
    }
    return lines.map { PaneLine(left: $0) }
  }

  private func labelled(_ label: String, _ spans: [Span]) -> PaneLine {
    PaneLine(left: [Span(padded(label, 12), .muted)] + spans)
  }

  private func contact(of detail: DealDetail) -> [PaneLine] {
    guard let contact = detail.contact else { return [] }
    let name = [contact.displayName, contact.title].compactMap(\.self).joined(separator: ", ")
    let email = contact.displayName == contact.email ? nil : contact.knownEmail
    let ways = [email, contact.phone].compactMap(\.self).joined(separator: " \(glyphs.dot) ")
    return [labelled("Contact", [Span(name, .text), Span(ways.isEmpty ? "" : "  " + ways, .muted)])]
  }

  private func openSteps(_ detail: DealDetail) -> [PaneLine] {
    let steps = detail.followUps.filter { $0.status == .pending }
    guard !steps.isEmpty else { return [labelled("Open steps", [Span("none", .text)])] }
    let most = 3
    var lines = steps.prefix(most).enumerated().map { place, step in
      labelled(place == 0 ? "Open steps" : "", [Span(when(step), .muted), Span(step.title, .text)])
    }
    if steps.count > most { lines.append(labelled("", [Span("and \(steps.count - most) more", .muted)])) }
    return lines
  }

  private func when(_ step: FollowUp) -> String {
    guard let due = step.dueAt else { return "any day  " }
    let day = due.isAllDay ? due.utcDay : present.zone.calendarDay(of: due)
    let time = due.isAllDay ? "" : " " + DateText.time(due, zone: present.zone)
    return DateText.weekdays[day.weekday] + " " + DateText.short(day, today: present.today) + time + "  "
  }

  /// What somebody did with the deal, newest first; changes of fields are for the pane.
  private func lately(_ detail: DealDetail, most: Int) -> [PaneLine] {
    let happenings = Timeline(detail, model).touches.prefix(most)
    guard !happenings.isEmpty else { return [labelled("Last", [Span("nothing yet", .text)])] }
    let kind = happenings.map { width($0.what) }.max() ?? 0
    return happenings.enumerated().map { place, happening in
      let day = DateText.short(present.zone.calendarDay(of: happening.at), today: present.today)
      let start = padded(day, 6, atEnd: false) + " " + padded(happening.what, kind) + "  "
      return labelled(place == 0 ? "Last" : "", [Span(start, .muted), Span(happening.text, .text)])
    }
  }

  // MARK: The keys

  private func keyLines(_ detail: DealDetail) -> [PaneLine] {
    let index = model.columnIndex(of: detail.stage.id) ?? 0
    let next = model.board.columns.indices.contains(index + 1) ? model.board.columns[index + 1].stage.name : nil
    let left: [(Verb, String, String)] = [
      (.step, "next step", "call fri 10:00"), (.doneAndNext, "step done, plan next", ""),
      (.log, "log a call or note", ""), (.closeDate, "close date", "2w, eom, fri"), (.value, "value", "12k, +10%"),
    ]
    let right: [(String, String)] = [
      (key(.moveOn), next.map { "on to " + $0 } ?? "last stage"), (key(.won), "won"), (key(.lost), "lost"),
      (key(.park), "park until a date"), (key(.skip), "skip"),
    ]
    let isWide = end >= 66
    return zip(left, right).map { verb, other in
      let example = isWide ? padded(verb.2, 17) : ""
      return PaneLine(left: [
        Span(key(verb.0), .key), Span("  " + padded(verb.1, isWide ? 24 : 22), .text), Span(example, .muted),
        Span(other.0, .key), Span("  " + other.1, .text),
      ])
    }
  }

  private func key(_ verb: Verb) -> String { Keymap.triage.binding(of: verb)?.label ?? "" }

  // MARK: The end

  /// What was done, what was skipped, and what there was no room for in the queue.
  var summary: [PaneLine] {
    guard let walk = model.triage else { return [] }
    var done: [PaneLine] = []
    var skipped: [PaneLine] = []
    for deal in walk.queue {
      switch walk.outcomes[deal] {
      case .done(let name, let event):
        done.append(
          PaneLine(left: fitted(named([Span(name, .strong), Span(event, .text)], cells), cells)))
      case .skipped(let name): skipped.append(PaneLine(left: [Span(fit(name, cells, at: .middle), .text)]))
      case nil: break
      }
    }
    // Only where the rest could not be read.
    let left = walk.total - walk.queue.count
    var lines: [PaneLine] = []
    for (title, part) in [("Done", done), ("Skipped", skipped)] where !part.isEmpty {
      lines += [PaneLine(left: [Span("\(title)  \(grouped(part.count))", .title)])] + part + [.blank]
    }
    if lines.isEmpty { lines = [PaneLine(left: [Span("Nothing was left to do.", .text)]), .blank] }
    if left > 0 { lines.append(PaneLine(left: [Span("\(grouped(left)) more wait; t goes on with them.", .soon)])) }
    return lines
  }
}
