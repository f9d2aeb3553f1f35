// What fields of a row hold because of a commit, in words.

extension Commit {
  /// Of one contact or company that was edited, with a company made for it; nil for other commits.
  func partyText(_ values: ScalarText) -> CommitText? {
    text(of: Contact.self, values) ?? text(of: Company.self, values)
  }

  private func text<P: Party>(of party: P.Type, _ values: ScalarText) -> CommitText? {
    let edited = edits(of: party).filter { !changedFields($0).isEmpty }
    guard edited.count == 1, let after = edited[0].after else { return nil }
    let told = changedFields(edited[0]).map { values.words(for: $0, of: after) }
    return CommitText(subject: after.row.title, event: "has \(told.joined(separator: ", ")) now")
  }

  /// The fields that people set; none of a row that is new or gone.
  func changedFields<E: Entity>(_ edit: (before: E?, after: E?)) -> [Field<E>] {
    guard let before = edit.before, let after = edit.after else { return [] }
    return zip(E.fields, zip(before.scalars, after.scalars))
      .filter { field, values in field.access != .derived && values.0 != values.1 }
      .map { field, _ in field }
  }
}

extension ScalarText {
  /// `close date 27 Nov`, `no owner`, `another contact`.
  func words<E: Entity>(for field: Field<E>, of row: E) -> String {
    let label = fieldLabel(field.name)
    let value = field.get(row)
    let isJSON = field.kind == .json
    if value == .null || isJSON && value == Metadata.empty.scalar { return "no " + label }
    let currency = (row as? Deal)?.currency ?? .usd
    guard field.name != "name", !isJSON,
      let text = text(value, of: field.name, in: E.table, currency: currency)
    else { return field.name == "name" ? "this name" : (isJSON ? "other " : "another ") + label }
    return field.kind == .text ? "\(label) “\(text)”" : "\(label) \(text)"
  }
}

/// What a sentence calls the field.
func fieldLabel(_ field: String) -> String { field == "expected_close" ? "close date" : FieldText.label(field) }
