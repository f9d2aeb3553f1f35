import Sales

/// The people whom a row names: several stand in one cell with `;` between them, such as `A (a@x.example); B (b@x.example)`.
struct PeopleCell: Hashable, Sendable {
  /// As drafts write a contact: a name, an address, or `Name <address>`; the deal's own first.
  let contacts: [String]
  /// The address of the first, where a column of its own has it.
  let email: String?

  /// One person, written as our own exports do.
  init(whole name: String, email: String) {
    contacts = name.isEmpty ? [] : [name]
    self.email = email.isEmpty ? nil : email
  }

  /// The cells of the names and of the addresses; where both are lists, the first address is that of the first name.
  init(names: String, emails: String) {
    var contacts = Self.parts(of: names).map(Self.contact)
    let addresses = Self.parts(of: emails)
    for (place, address) in addresses.enumerated().dropFirst() {
      if place >= contacts.count {
        // The first address stays with the first name, if there is one.
        if contacts.isEmpty { contacts.append(addresses[0]) }
        contacts.append(address)
      } else if !contacts[place].contains("@") {
        contacts[place] += " <\(address)>"
      }
    }
    var seen: Set<String> = []
    self.contacts = contacts.filter { seen.insert(folded($0)).inserted }
    email = addresses.first
  }

  /// The parts between `;` and line ends; between commas where every part has an address.
  private static func parts(of cell: String) -> [String] {
    let parts = cell.split { $0 == ";" || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
    guard parts.count == 1, cell.contains(",") else { return parts }
    let pieces = cell.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    let isList = pieces.allSatisfy { $0.contains("@") } || pieces.allSatisfy { withoutLink($0) != nil }
    return pieces.count > 1 && isList ? pieces : parts
  }

  /// `A (https://…)`, as some exports name a related page, as `A`; of several with commas between them the first. Nil for
  /// other texts.
  static func withoutLink(_ text: String) -> String? {
    guard text.last == ")", let mark = text.firstRange(of: " (http")?.lowerBound else { return nil }
    let name = String(text[..<mark]).trimmed
    return name.isEmpty ? nil : name
  }

  /// `A (a@x.example)` as `A <a@x.example>`; `A (1234567)`, where the number is another program's, as `A`.
  private static func contact(_ text: String) -> String {
    if let name = withoutLink(text) { return name }
    guard text.last == ")", let open = text.lastIndex(of: "("), open > text.startIndex else { return text }
    let inside = String(text[text.index(after: open)...].dropLast()).trimmed
    let name = String(text[..<open]).trimmed
    if inside.contains("@"), !inside.contains(" ") { return name.isEmpty ? inside : "\(name) <\(inside)>" }
    return inside.utf8.count >= 6 && inside.utf8.allSatisfy { $0.isDigit } && !name.isEmpty ? name : text
  }
}
