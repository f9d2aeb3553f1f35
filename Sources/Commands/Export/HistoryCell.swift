import Contract
import Sales

/// The cells in which an export keeps what was done with a deal and what is planned for it: a JSON array of objects. One
/// place writes and reads them.
enum HistoryCell {
  /// The members that stand for rows elsewhere, by name.
  private static let links = ["contact", "company", "owner"]

  // MARK: Writing

  /// The fields that people set, without ids: another database has others.
  static func members<E: Entity>(of type: E.Type) -> [String] {
    E.fields.filter { field in
      if case .id = field.kind { return false }
      return field.access == .writable
    }.map(\.name)
  }

  /// `row` as the contract sends it, with names for what it is linked to.
  static func json(_ row: JSON, contact: Contact?, company: Company?, owner: User?) -> JSON {
    guard case .object(let members) = row else { return row }
    let names = [contact.map(DealRows.text), company?.name, owner?.name]
    return .object(
      members.filter { $0.name != "id" && !($0.name == "metadata" && $0.value.text == Metadata.empty.text) }
        + zip(links, names).compactMap { link, name in name.map { JSON.Member(link, .string($0)) } })
  }

  /// Empty for no rows.
  static func text(_ items: [JSON]) -> String { items.isEmpty ? "" : JSON.array(items).text }

  /// The pending task that is due first, one without a day last. As everywhere a whole day counts as ten in the morning.
  static func nextStep(of tasks: [FollowUp]) -> FollowUp? {
    let due = { (task: FollowUp) in
      task.dueAt.map { $0.isAllDay ? $0.seconds + 36_000 : $0.seconds } ?? .max
    }
    return tasks.filter { $0.status == .pending }.min { (due($0), $0.id) < (due($1), $1.id) }
  }

  // MARK: Reading

  /// What one item says.
  struct Item<E: Requested> {
    let values: [Assignment<E>]
    /// The names under `links`.
    let contact: String?
    let company: String?
    let owner: String?
  }

  /// The items of a cell.
  /// - Throws: what is wrong with it, as a problem that names the place.
  static func items<E: Requested>(of text: String, as type: E.Type) throws(Problem) -> [Item<E>] {
    if text.isEmpty { return [] }
    let json: JSON
    do {
      // Metadata may be as deep as a whole body.
      json = try JSON(utf8: Array(text.utf8), depth: JSON.Limits.depth + 8)
    } catch {
      throw Problem(error)
    }
    guard case .array(let list) = json else {
      throw Problem(.validationError, "It must be a JSON array of objects.")
    }
    var items: [Item<E>] = []
    for item in list {
      guard case .object(let members) = item else {
        throw Problem(.validationError, "It must be a JSON array of objects.")
      }
      let own = JSON.object(members.filter { !links.contains($0.name) })
      let names = links.map { link in
        if case .string(let name) = item[link] { name } else { String?.none }
      }
      items.append(
        Item(
          values: try Body(.value(own)).assignments(of: E.self, for: .create), contact: names[0], company: names[1],
          owner: names[2]))
    }
    return items
  }
}
