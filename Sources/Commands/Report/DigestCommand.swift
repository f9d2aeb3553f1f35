import Sales
import Screen

extension Job {
  /// Prints what a user should know in the morning, as text for mail or a login message.
  func digest() throws(Failure) {
    let present = try present()
    let store = try openExisting()
    store.isInterrupted = platform.watchInterrupts()
    let user = try digestUser(in: store)
    let yesterday = present.zone.moment(of: present.today.advanced(byDays: -1))
    let digest = try asking { () throws(StoreError) in try store.digest(of: user, since: yesterday, at: present) }
    out.line("Digest of \(user.name) for \(DateText.long(present.today))")
    if digest.isEmpty { return out.line("Nothing is late, due today, changed by others or at risk.") }
    printTasks("Late", digest.late, at: present)
    printTasks("Due today", digest.due, at: present)
    let changes = ChangesPrinter(job: self, present: present)
    print(
      "Changed by others since yesterday", digest.changed.count,
      digest.changed.map { change in
        [
          change.name, change.by.map { digest.users[$0] ?? "" } ?? "",
          "\(change.kind.title.lowercased()): \(changes.words(of: change))",
        ]
      })
    print(
      "At risk", digest.atRisk.count + digest.moreAtRisk,
      digest.atRisk.map { risk in
        [risk.deal.name, money.card(risk.deal.value, risk.deal.currency), risk.reason.sentence]
      })
    if digest.moreAtRisk > 0 { out.line("  \(grouped(digest.moreAtRisk)) more") }
  }

  private func digestUser(in store: any Store) throws(Failure) -> User {
    if let name = invocation.value(.user) { return try user(named: name, in: store) }
    return try user(named: try login(), in: store)
  }

  private func printTasks(_ title: String, _ items: [AgendaItem], at present: Present) {
    print(
      title, items.count,
      items.map { item in
        let hour = item.followUp.dueAt.map { $0.isAllDay ? "" : DateText.time($0, zone: present.zone) } ?? ""
        let late = step(of: item.followUp, at: present)
        return [item.followUp.title, item.deal?.name ?? "", late.hasPrefix("!") ? String(late.dropFirst(2)) : hour]
      })
  }

  /// A heading with its count, then a line for each row; nothing where there are none.
  private func print(_ title: String, _ count: Int, _ rows: [[String]]) {
    guard let first = rows.first else { return }
    out.line()
    out.line("\(title)  \(grouped(count))")
    var table = TextTable(glyphs: glyphs)
    for column in first.indices {
      let cells = rows.map { (column == 0 ? "  " : "") + glyphs.shown($0[column]) }
      table.add("", cells, isNumber: false, isText: true)
    }
    for line in table.lines(width: out.width, isHeaded: false) { out.line(line) }
  }
}
