/// What a typed name stands for before it is saved.
package enum NameMeaning: Hashable, Sendable {
  /// The row that is called so, the oldest of as many.
  case known(String, of: Int = 1)
  /// Several colleagues, one of whom is meant.
  case several([String])
  /// A row is made of it.
  case new
  case refused(StoreError)
}

extension Store {
  /// What a company, contact or owner of that name is; `field` is the one that it is typed in. `LinkNames` takes
  /// companies and contacts as they are typed, and owners by the login that is known.
  package func meaning(of name: String, as field: String, me: UserID?) throws(StoreError) -> NameMeaning {
    let text = name.trimmed
    if field == "owner_id" {
      let found = colleagues(text, among: try rows(ListQuery<User>(sort: [ListSort("name")])), me: me).map(\.name)
      if found.count > 1 { return .several(found) }
      return found.first.map { .known($0) } ?? .refused(.refusing(.unknownName(text), field))
    }
    let known = try known(text, as: field)
    if let oldest = known.first { return .known(oldest.title, of: known.count) }
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
  private func known(_ text: String, as field: String) throws(StoreError) -> [Row] {
    if field == "company_id" {
      return try rows(called: text, in: .companies, limit: .max).filter { folded($0.title) == folded(text) }
    }
    guard let parts = ContactText(text) else { return [] }
    return try rows(called: parts.email ?? parts.name ?? "", in: .contacts, limit: .max)
      .filter { row in Contact(row: row).map(parts.means) ?? false }
  }
}

/// Whom a typed name may mean: for `me` oneself, else whose login it is, else those with these initials, else those with
/// a word that begins so.
package func colleagues(_ name: String, among users: [User], me: UserID?) -> [User] {
  let word = folded(name)
  if word == "me" { return users.filter { $0.id == me } }
  let same = users.filter { folded($0.name) == word }
  if !same.isEmpty { return same }
  let initialed = users.filter { folded(initials(of: $0.name)) == word }
  if !initialed.isEmpty { return initialed }
  return users.filter { folded($0.name).hasWord(beginning: word) }
}
