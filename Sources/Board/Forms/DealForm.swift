package import Sales
import Screen

/// A deal's fields as lines that are typed: one for each writable row of the table of fields, so that a new field is in
/// the form at once. Where the deal stands is not among them, since moving it is a verb; JSON is for programs.
package struct DealForm: Hashable, Sendable {
  /// The deal as it was when the person saw it.
  package private(set) var seen: Deal
  package var entries: [Entry]
  /// The entry that has the keys.
  package var chosen = 0
  /// Why it was not saved, or what is odd about it, until the next time it is.
  package var notice: String?
  /// Whether it is to be saved as soon as the store has said who the owner is.
  var isAwaitingOwner = false
  /// Lines from an editor that name no field, kept to be shown there again.
  package var strays: [String] = []

  package init(_ card: Card) {
    seen = card.deal
    entries = DealForm.texts(card).map { field, text in
      Entry(column: field, editor: LineEditor(text), original: text)
    }
  }

  /// The fields of the form with their texts: rows by their names.
  private static func texts(_ card: Card) -> [(Column, String)] {
    let deal = card.deal
    let texts = zip(Table.deals.columns, deal.scalars).compactMap { field, value -> (Column, String)? in
      guard field.access == .writable, field.kind != .json else { return nil }
      switch field.name {
      case "pipeline_id", "stage_id": return nil
      case "loss_reason" where deal.status != .lost: return nil
      case "company_id": return (field, card.company ?? "")
      case "contact_id": return (field, card.contact ?? "")
      case "owner_id": return (field, card.owner ?? "")
      default: return (field, FieldText.written(value, field.kind, currency: deal.currency))
      }
    }
    // As a line shows them, so that a tab in a name is no change of it.
    return texts.map { ($0, LineEditor($1).text.trimmed) }
  }

  package var isChanged: Bool { entries.contains(where: \.isChanged) || !strays.isEmpty }

  /// The currency that amounts without one are in.
  var currency: Currency {
    let typed = entries.first { $0.field == "currency" }.map { Currency($0.editor.text.trimmed.uppercased()) }
    return typed.flatMap(\.self) ?? seen.currency
  }

  /// Takes the deal as it is by now: what was not touched follows, and what both changed is told with both values.
  mutating func rebase(onto card: Card, by name: String?) {
    seen = card.deal
    let fresh = DealForm.texts(card)
    var both: [String] = []
    for index in entries.indices {
      guard let text = fresh.first(where: { $0.0.name == entries[index].field })?.1, text != entries[index].original
      else { continue }
      let wasChanged = entries[index].isChanged
      let before = entries[index].original
      entries[index].original = text
      guard wasChanged else {
        entries[index].editor = LineEditor(text)
        continue
      }
      if !entries[index].isChanged { continue }
      both.append(
        "\(entries[index].label) was “\(before)”, is “\(text)” now, yours is “\(entries[index].editor.text)”")
      chosen = index
    }
    let who = name.map { "\($0) changed it meanwhile" } ?? "It was changed meanwhile"
    let end =
      both.isEmpty ? "What you typed is here; enter saves it." : both.joined(separator: "; ") + ". Enter saves yours."
    notice = "\(who): \(end)"
  }
}

// MARK: - What it means

extension DealForm {
  /// The change that the typed lines ask for; nil when they ask for none.
  ///
  /// Only call it without a fault.
  func change(today: Day, _ notation: Notation) -> Change? {
    var typed = TypedValues<Deal>()
    var old: [DealValue] = []
    let byField = Dictionary(uniqueKeysWithValues: Deal.fields.map { ($0.name, $0) })
    for entry in entries where entry.isChanged {
      guard let field = byField[entry.field],
        let read = FieldText.read(entry.text, entry.kind, currency: currency, today: today, notation)
      else { continue }
      old.append(DealValue(field: entry.field, value: field.get(seen)))
      typed.take(read, of: entry.field, own: currency)
    }
    if let value = rescaledValue(today: today) { typed.set(value) }
    return old.isEmpty ? nil : .editDeal(seen.id, typed.values, links: typed.links, seen: old)
  }

  /// The amount as its line says it, where only the currency was changed, to one with other decimals.
  private func rescaledValue(today: Day) -> DealValue? {
    guard currency.exponent != seen.currency.exponent,
      let entry = entries.first(where: { $0.field == "value" }), !entry.isChanged
    else { return nil }
    return FieldText.read(entry.editor.text, entry.kind, currency: currency, today: today)
      .map { DealValue(field: entry.field, value: $0.value) }
  }

  /// Moves the keys to the field and says why.
  mutating func refuse(_ sentence: String, field: String?) {
    notice = sentence
    if let index = entries.firstIndex(where: { $0.field == field }) { chosen = index }
  }
}

// MARK: - As a file for an editor

extension DealForm {
  /// One line a field, `name: text`; why it was refused stands above.
  func page() -> String {
    var lines = ["# \(LineEditor(seen.name).text): change what stands after the colons, save, and leave."]
    lines.append("# An empty value clears the field. Nothing is written before the board has checked it.")
    if let notice { lines.append("# ! " + notice) }
    for entry in entries {
      lines.append("\(entry.label): \(entry.editor.text)")
    }
    return (lines + strays).joined(separator: "\n") + "\n"
  }

  /// Takes the lines of the page back; those that name no field are kept as strays and told.
  mutating func read(page: String) {
    strays = []
    notice = nil
    for line in page.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.first.map { String($0).trimmed.lowercased() } ?? ""
      if parts.count == 2, let index = entries.firstIndex(where: { $0.label == name }) {
        entries[index].editor = LineEditor(String(parts[1]).trimmed)
      } else if line.contains(where: { !$0.isWhitespace }) {
        strays.append(String(line))
      }
    }
    if let stray = strays.first {
      notice = "“\(stray)” begins with no field's name and a colon: ctrl-o goes back to the editor, ctrl-x drops it."
    }
  }
}

extension DealForm: Feature {
  var mode: Mode { .form(self) }
  var typing: LineEditor? {
    get { entries[chosen].editor }
    set { if let newValue { entries[chosen].editor = newValue } }
  }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeForm(key, self) }
  func pasted(in model: inout Model) -> [Effect] { entries[chosen].question }

  var afterCommit: Mode { .board }
  func draft(in model: Model) -> Draft? {
    guard isChanged else { return nil }
    var changed = entries.filter(\.isChanged).map { ($0.field, $0.editor.text) }
    changed += strays.enumerated().map { ("\(Draft.stray)\($0)", LineEditor($1).text) }
    return .form(seen.id, Dictionary(uniqueKeysWithValues: changed))
  }
}
