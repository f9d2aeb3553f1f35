import Sales

/// What is typed into fields of a deal, as the one change that it asks for. A company, a contact and an owner are typed
/// by name.
struct DealEdit {
  private var values: [DealValue] = []
  private var parties = DealParties()

  /// Takes what was read from the line of a field; `own` is the currency of amounts without one.
  mutating func take(_ read: (value: Scalar, currency: Currency?), of field: String, own: Currency) {
    switch (field, read.value) {
    case ("company_id", .text(let name)): parties.company = name
    case ("contact_id", .text(let name)): parties.contact = name
    case ("owner_id", .text(let name)): parties.owner = name
    default: set(DealValue(field: field, value: read.value))
    }
    if let typed = read.currency, typed != own { set(.set(\.currency, typed)) }
  }

  mutating func set(_ value: DealValue) { values.append(value) }

  func change(of deal: DealID, seen: [DealValue]) -> Change {
    parties == DealParties() ? .editDeal(deal, values, seen: seen) : .linkDeal(deal, parties, values, seen: seen)
  }
}
