import Sales

/// What is typed into fields of a row. A company, a contact and an owner are typed by name.
struct TypedValues<Owner: Entity> {
  private(set) var values: [Assignment<Owner>] = []
  private(set) var links = LinkNames()

  /// Takes what was read from the line of a field; `own` is the currency of amounts without one.
  mutating func take(_ read: (value: Scalar, currency: Currency?), of field: String, own: Currency) {
    switch (field, read.value) {
    case ("company_id", .text(let name)): links.company = name
    case ("contact_id", .text(let name)): links.contact = name
    case ("owner_id", .text(let name)): links.owner = name
    default: set(Assignment(field: field, value: read.value))
    }
    if let typed = read.currency, typed != own { set(Assignment(field: "currency", value: typed.scalar)) }
  }

  mutating func set(_ value: Assignment<Owner>) { values.append(value) }
}
