import Sales
import Screen

// The fields of the open deal as a list to choose from, and one of them typed in its place.
extension Model {
  /// What the verb does to the list of fields; nil for one that is the same everywhere.
  mutating func performInRecord(_ verb: Verb) -> [Effect]? {
    guard let pane, pane.showsRecord else { return nil }
    let half = max(1, layout.messageRow / 2)
    switch verb {
    case .down: return chooseField(pane.chosen + 1)
    case .up: return chooseField(pane.chosen - 1)
    case .halfPageDown: return chooseField(pane.chosen + half)
    case .halfPageUp: return chooseField(pane.chosen - half)
    case .first: return chooseField(0)
    case .last: return chooseField(.max)
    case .editField: return openField()
    default: return nil
    }
  }

  private mutating func chooseField(_ index: Int) -> [Effect] {
    let last = recordPlaces.count - 1
    guard let pane, last >= 0 else { return [] }
    let next = min(max(0, index), last)
    if next == pane.chosen { say(next == 0 ? "This is the first field." : "This is the last field.") }
    self.pane?.chosen = next
    showChosenField()
    return []
  }

  /// Scrolls the list so that the chosen field is in sight.
  mutating func showChosenField() {
    guard let pane, let field = chosenField, let rows = PaneText(self, layout)?.rows(of: field) else { return }
    let room = max(1, layout.cardsEnd - 1)
    // The heading above the first field of a section comes along.
    let top = min(pane.top, max(0, rows.lowerBound - 1))
    self.pane?.top = max(top, min(rows.upperBound - room, rows.lowerBound))
  }

  private mutating func openField() -> [Effect] {
    let places = recordPlaces
    guard let pane, let detail = pane.detail, places.indices.contains(pane.chosen) else { return [] }
    let place = places[pane.chosen]
    if let refusal = writeRefusal ?? place.refusal {
      say(refusal)
      return []
    }
    guard let form = FieldForm(place, of: detail) else { return [] }
    mode = .field(form)
    showChosenField()
    return []
  }

  mutating func typeField(_ key: Key, _ before: FieldForm) -> [Effect] {
    var form = before
    form.notice = nil
    switch key {
    case .escape, .control("c"): return leave(typed: form.entry.isChanged ? form.entry.editor : LineEditor())
    case .enter: return submit(form)
    default:
      guard form.entry.editor.handle(key) else { return [] }
      mode = .field(form)
      return form.entry.question
    }
  }

  private mutating func submit(_ form: FieldForm) -> [Effect] {
    if let fault = form.fault(today: world.present.today, notation) {
      notices.promptRefusal = fault
      return []
    }
    guard let change = form.change(today: world.present.today, notation) else {
      mode = .board
      say("Nothing was changed.")
      return []
    }
    let deal = pane?.detail.map(\.card.deal)
    return [.commit(deal.map { followingStatus(change, of: $0) } ?? change, .edit(form.deal))]
  }

  /// What was typed stays in its field; the deal is read anew, which shows what somebody else has made of it.
  mutating func refuseField(_ error: StoreError) -> [Effect]? {
    guard case .field(var form) = mode else { return nil }
    form.notice = sentence(of: error)
    mode = .field(form)
    if case .conflict = error.cause { return [readDetail(of: form.deal)] + reload() }
    return reload()
  }

  /// The deal under the field was read anew.
  mutating func receivedField(of deal: DealID, _ detail: DealDetail?) -> [Effect] {
    if pane?.deal == deal, let kept = pane?.kept { return openKept(kept, detail) }
    guard case .field(var form) = mode, let detail, deal == form.deal else { return [] }
    form.rebase(onto: detail)
    mode = .field(form)
    return []
  }

  private mutating func openKept(_ kept: KeptField, _ detail: DealDetail?) -> [Effect] {
    pane?.kept = nil
    guard var form = detail.flatMap({ FieldForm(kept.place, of: $0) }) else {
      tellTyped(kept.text, "The deal has that \(kept.place.row.noun.split(separator: " ").last ?? "row") no more.")
      return []
    }
    form.entry.editor = LineEditor(kept.text)
    form.notice = keptNotice
    let chosen = recordPlaces.firstIndex(of: kept.place) ?? 0
    pane?.chosen = chosen
    mode = .field(form)
    showChosenField()
    return form.entry.question
  }
}
