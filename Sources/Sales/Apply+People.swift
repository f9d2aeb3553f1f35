// Contacts, companies and users (contract §7).

/// A contact or a company: what deals are made with. One field of its own tells it from all others.
protocol Party: Dated {
  static var uniqueField: String { get }
  /// Whichever row has the value of that field already, this one or another.
  func holder(in records: inout some Records) throws(StoreError) -> Self?
}

extension Contact: Party {
  static let uniqueField = "email"

  func holder(in records: inout some Records) throws(StoreError) -> Contact? { try records.contact(email: email) }
}

extension Company: Party {
  static let uniqueField = "domain"

  func holder(in records: inout some Records) throws(StoreError) -> Company? {
    guard let domain else { return nil }
    return try records.company(domain: domain)
  }
}

extension Records {
  mutating func createParty<P: Party>(_ values: [Assignment<P>], _ occasion: Occasion) throws(StoreError) {
    try P.require(P.requiredFields, in: values)
    var party = P(id: try makeID(P.self))
    try party.assign(values)
    try requireReferences(in: values)
    try requireUnique(party)
    party.begin(at: occasion.now)
    try insert(party)
  }

  mutating func editParty<P: Party>(
    _ id: Identifier<P>, _ values: [Assignment<P>], links: LinkNames, seen: [Assignment<P>], _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    try requireUnchanged(before, since: seen)
    let values = try linked(values, of: before, links, occasion)
    var after = before
    try after.assign(values)
    try requireReferences(in: values)
    try requireUnique(after)
    try update(before, to: after, occasion)
  }

  mutating func requireUnique<P: Party>(_ party: P) throws(StoreError) {
    guard let other = try party.holder(in: &self), other.id != party.id else { return }
    throw .refusing(.duplicate(other.key), P.uniqueField)
  }

  mutating func createUser(name: String, _ occasion: Occasion) throws(StoreError) {
    _ = try userNamed(name, occasion)
  }

  /// The colleague of that login, made when unknown.
  mutating func userNamed(_ name: String, _ occasion: Occasion) throws(StoreError) -> UserID {
    var user = User(id: UserID(bits: 0))
    try user.assign([.set(\.name, name)])
    if let known = try self.user(named: user.name) { return known.id }
    user.id = try makeID(User.self)
    user.createdAt = occasion.now
    try insert(user)
    return user.id
  }
}
