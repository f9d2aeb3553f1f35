package import Sales
import Screen

/// One field of the open deal, of its contact or of its company, typed where it stands in the pane.
package struct FieldForm: Hashable, Sendable {
  package let place: FieldPlace
  /// The deal whose pane it is.
  package let deal: DealID
  package var entry: DealForm.Entry
  /// The value that the person saw.
  package private(set) var seen: Scalar
  /// The currency that amounts without one are in.
  let currency: Currency
  /// The deal's amount, which keeps its number when the currency gets another one.
  private let amount: Int64
  /// Why it was not saved, until the next key.
  package var notice: String?

  /// Nil for a field that nobody types.
  init?(_ place: FieldPlace, of detail: DealDetail) {
    guard place.refusal == nil, let column = place.row.table.column(place.field),
      let value = detail.row(place.row)?.value(of: place.field)
    else { return nil }
    self.place = place
    deal = detail.card.deal.id
    currency = detail.card.deal.currency
    amount = detail.card.deal.value
    seen = value
    let editor = LineEditor(FieldForm.text(value, column, detail))
    entry = DealForm.Entry(column: column, editor: editor, original: editor.text.trimmed)
  }

  private static func text(_ value: Scalar, _ column: Column, _ detail: DealDetail) -> String {
    if case .text(let id) = value, column.isReference { return detail.name(of: id) ?? id }
    if value == Metadata.empty.scalar, column.kind == .json { return "" }
    return FieldText.written(value, column.kind, currency: detail.card.deal.currency)
  }

  /// Takes the field as it is by now, and says so when somebody else has changed it.
  mutating func rebase(onto detail: DealDetail) {
    guard let fresh = FieldForm(place, of: detail), fresh.seen != seen else { return }
    guard entry.isChanged else {
      (seen, entry) = (fresh.seen, fresh.entry)
      return
    }
    notice = "It was “\(entry.original)” and is “\(fresh.entry.original)” now; enter saves yours, esc twice leaves it."
    seen = fresh.seen
    entry.original = fresh.entry.original
  }

  /// Why the text is no value for the field; nil when it is one.
  func fault(today: Day, _ notation: Notation) -> String? {
    if let fault = entry.fault(currency: currency, today: today, notation) { return fault }
    guard let typed = typedCurrency, rescaled(to: typed) == nil else { return nil }
    return "the value has decimals that \(typed.code) has not; change it first"
  }

  /// The currency that the text makes the deal's, where that is another one.
  private var typedCurrency: Currency? {
    guard place.field == "currency" else { return nil }
    return Currency(entry.editor.text.trimmed.uppercased()).flatMap { $0 == currency ? nil : $0 }
  }

  /// The same number of the other currency's units; nil where it has decimals that the other one has not.
  private func rescaled(to other: Currency) -> Int64? {
    let text = FieldText.written(.integer(amount), .money, currency: currency)
    return FieldText.read(text, .money, currency: other, today: Day(number: 0)).flatMap { Int64(scalar: $0.value) }
  }

  /// The change that the typed text asks for; nil when it asks for none.
  ///
  /// Only call it without a fault.
  func change(today: Day, _ notation: Notation) -> Change? {
    guard entry.isChanged,
      var read = FieldText.read(entry.text, entry.kind, currency: currency, today: today, notation)
    else { return nil }
    if read.value == .null, entry.kind == .json { read.value = Metadata.empty.scalar }
    switch place.row {
    case .contact(let id):
      let typed = typed(read, Contact.self)
      return .editContact(id, typed.values, links: typed.links, seen: [old()])
    case .company(let id):
      let typed = typed(read, Company.self)
      return .editCompany(id, typed.values, links: typed.links, seen: [old()])
    default:
      var typed = typed(read, Deal.self)
      if let other = typedCurrency, other.exponent != currency.exponent, let amount = rescaled(to: other) {
        typed.set(.set(\.value, amount))
      }
      return .editDeal(deal, typed.values, links: typed.links, seen: [old()])
    }
  }

  private func typed<Owner>(_ read: (value: Scalar, currency: Currency?), _: Owner.Type) -> TypedValues<Owner> {
    var typed = TypedValues<Owner>()
    typed.take(read, of: place.field, own: currency)
    return typed
  }

  private func old<Owner>() -> Assignment<Owner> { Assignment(field: place.field, value: seen) }
}

/// Which field of which row.
package struct FieldPlace: Hashable, Sendable {
  package let row: Sales.Key
  /// The contract's name.
  package let field: String

  package init(_ row: Sales.Key, _ field: String) {
    self.row = row
    self.field = field
  }

  /// Why nobody types into it, with the way there is; nil when one can.
  var refusal: String? {
    guard let column = row.table.column(field) else { return "There is no such field." }
    let label = FieldText.label(field)
    switch (field, column.access) {
    case ("stage_id", _), ("pipeline_id", _): return "The \(label) is changed by moving the deal: m."
    case ("parked_until", _): return "P parks the deal until a date."
    case (_, .readOnly), (_, .derived), (_, .local): return "\(label) is kept by the program; nobody types it."
    case (_, .writable): return nil
    }
  }
}

extension DealDetail {
  /// What people call the row of that id, among those that are shown with the deal.
  func name(of id: String) -> String? {
    switch id {
    case pipeline.id.description: pipeline.name
    case stage.id.description: stage.name
    case company?.id.description: company?.name
    case contact?.id.description: contact?.displayName
    default: names[id]
    }
  }

  /// The deal, its contact or its company.
  func row(_ key: Sales.Key) -> Row? {
    let rows: [Row?] = [.deal(card.deal), contact.map(Row.contact), company.map(Row.company)]
    return rows.compactMap(\.self).first { $0.key == key }
  }
}

extension FieldForm: Feature {
  var mode: Mode { .field(self) }
  var typing: LineEditor? {
    get { entry.editor }
    set { if let newValue { entry.editor = newValue } }
  }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.typeField(key, self) }
  func pasted(in model: inout Model) -> [Effect] { entry.question }

  var afterCommit: Mode { .board }
  func draft(in model: Model) -> Draft? { entry.isChanged ? .field(deal, place, entry.editor.text) : nil }
}
