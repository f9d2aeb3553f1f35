import Sales
import Screen
import Support

@testable import Board

// What is asked, chosen or typed over the board, each in three sizes.
extension Picture {
  /// A picture before its size is known.
  private struct View: Sendable {
    let name: String
    var focus = "Soylent supply chain"
    let change: @Sendable (inout Model, BoardFixture) throws -> Void
  }

  /// The smallest that is comfortable, which bears the view's name alone; a large one; and one column.
  static let sizes: [(suffix: String, rows: Int, columns: Int)] = [
    ("", 24, 80), ("-120x36", 36, 120), ("-40x20", 20, 40),
  ]

  static let views: [Picture] =
    sizes.map { typing("filter" + $0.suffix, "in", $0.rows, $0.columns) }
    + (menus + lines + states).flatMap { view in
      sizes.map { full(view.name + $0.suffix, $0.rows, $0.columns, focus: view.focus, view.change) }
    }

  /// Presses keys; what they ask of the store is not answered.
  private static func press(_ keys: String, _ model: inout Model) {
    for case .input(let input) in ScriptedDisplay.Step.keys(keys) { _ = model.update(.input(input)) }
  }

  private static let menus: [View] = [
    View(name: "move") { model, _ in press("m", &model) },
    View(name: "pipelines") { model, _ in press("p", &model) },
    View(name: "orders") { model, _ in press("z s", &model) },
    View(name: "prefix") { model, _ in press("z", &model) },
    View(name: "palette") { model, _ in press(": 'm'", &model) },
    View(name: "filter-menu") { model, _ in
      model.filterText = "owner:me"
      model.board.savedFilters = [
        SavedFilter(name: "big ones", line: "value>50k"), SavedFilter(name: "stale", line: "idle>14"),
      ]
      press("f", &model)
    },
    View(name: "delete") { model, _ in
      model.mode = .delete(
        DeleteForm(deals: [deal(model)], links: DealLinks(activities: 5, followUps: 1, openSteps: 0)))
    },
  ]

  private static let lines: [View] = [
    View(name: "add", focus: "Acme Enterprise Plan") { model, fixture in
      press("a 'Acme renewal 12k EUR @Acme close:2w'", &model)
      guard case .quickAdd(var form) = model.mode else { return }
      form.facts = fixture.acmeFacts
      model.mode = .quickAdd(form)
    },
    View(name: "lost") { model, _ in press("x", &model) },
    View(name: "won") { model, _ in press("w ctrl-u '62k GBP today'", &model) },
    View(name: "close-date") { model, _ in
      press("D '12 dec'", &model)
      guard case .line(var form) = model.mode else { return }
      form.slips = 1
      model.mode = .line(form)
    },
    View(name: "reasons") { model, _ in press("z x", &model) },
    View(name: "save-filter") { model, _ in
      model.filterText = "owner:me"
      press("f s 'mine'", &model)
    },
  ]

  private static let states: [View] = [
    View(name: "marked") { model, _ in
      for card in model.board.columns.flatMap(\.window.cards)
      where ["Kest", "Mass", "Cybe"].contains(card.deal.name.prefix(4)) {
        model.board.marks[card.deal.id] = card
      }
    },
    View(name: "revert") { model, fixture in
      let commit = try fixture.commit(.editDeal(deal(model), [.set(\.value, 7_000_000)]))
      _ = model.update(.answered(.lastReversible(commit, redo: false)))
    },
    View(name: "triage-end", change: triageEnd),
  ]
}

extension BoardFixture {
  /// One company that the typed name begins, with open deals, and a deal of the same name that was lost.
  fileprivate var acmeFacts: QuickAddFacts? {
    guard var company = store.records.all(Company.self).first else { return nil }
    company.name = "Acme Corp"
    var same = Deal(id: DealID(bits: 1))
    same.name = "Acme renewal"
    same.status = .lost
    same.closedAt = Timestamp("2025-09-03T10:00:00Z")
    return QuickAddFacts(companies: [.init(company: company, openDeals: 2)], sameName: same)
  }
}
