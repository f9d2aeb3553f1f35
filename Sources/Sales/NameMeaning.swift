/// What a typed name stands for before it is saved.
package enum NameMeaning: Hashable, Sendable {
  /// The row that is called so.
  case known(String)
  /// A row is made of it.
  case new
  case refused(StoreError)
}

extension Store {
  /// What a company, contact or owner of that name is, as `LinkNames` takes it; `field` is the one that it is typed in.
  package func meaning(of name: String, as field: String) throws(StoreError) -> NameMeaning {
    let text = name.trimmed
    if field == "owner_id" {
      let known = try rows(called: text, in: .users, limit: 1).first
      return known.map { .known($0.title) } ?? .refused(.refusing(.unknownName(text), field))
    }
    if let known = try known(text, as: field) { return .known(known.title) }
    do throws(StoreError) {
      if field == "company_id" {
        _ = try Company(named: text)
      } else {
        guard let parts = ContactText(text) else { throw .refusing(.required, field) }
        _ = try Contact(named: parts, email: parts.email ?? parts.artificialEmail(number: 1))
      }
      return .new
    } catch {
      return .refused(error)
    }
  }

  /// Rows are found by domains and addresses too, which a deal's fields take for names only where they say so.
  private func known(_ text: String, as field: String) throws(StoreError) -> Row? {
    if field == "company_id" {
      return try rows(called: text, in: .companies, limit: 8).first { folded($0.title) == folded(text) }
    }
    guard let parts = ContactText(text) else { return nil }
    return try rows(called: parts.email ?? parts.name ?? "", in: .contacts, limit: 8)
      .first { row in Contact(row: row).map(parts.means) ?? false }
  }
}
