package import Sales

extension DictionaryStore {
  package func names(near name: String, in table: Table, limit: Int) -> [String] {
    let rows = records.rows.values.filter { $0.key.table == table }
    let (folded, place) = (Array(folded(name).utf8), name.utf8.map(lowered))
    return neighbors(of: folded, among: rows.compactMap(\.searchedName), limit)
      + neighbors(of: table.hasAddresses ? place : Array(name.utf8), among: rows.compactMap(\.plainName), limit)
  }

  /// The names with the next keys below and above that one.
  private func neighbors(of place: [UInt8], among names: [(key: [UInt8], shown: String)], _ limit: Int) -> [String] {
    let sorted = names.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let below = sorted.filter { $0.key.lexicographicallyPrecedes(place) }
    return (below.suffix(limit) + sorted.dropFirst(below.count).prefix(limit)).map(\.shown)
  }
}

extension Table {
  fileprivate var hasAddresses: Bool { self == .contacts || self == .companies }
}

extension Row {
  fileprivate var searchedName: (key: [UInt8], shown: String)? {
    switch self {
    case .user(let user): (Array(folded(user.name).utf8), user.name)
    case .company(let company): (Array(folded(company.name).utf8), company.name)
    case .contact(let contact): (Array(folded(contact.displayName).utf8), contact.displayName)
    case .deal(let deal): (Array(folded(deal.name).utf8), deal.name)
    case .pipeline, .stage, .transition, .activity, .followUp, .goal, .review: nil
    }
  }

  fileprivate var plainName: (key: [UInt8], shown: String)? {
    switch self {
    case .company(let company): company.domain.map { ($0.utf8.map(lowered), $0) }
    case .contact(let contact): (contact.email.utf8.map(lowered), contact.email)
    case .activity(let activity): activity.subject.map { (Array($0.utf8), $0) }
    case .followUp(let followUp): (Array(followUp.title.utf8), followUp.title)
    case .user, .pipeline, .stage, .transition, .deal, .goal, .review: nil
    }
  }
}

/// As SQLite's NOCASE compares.
private func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
