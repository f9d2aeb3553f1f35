// Contacts, companies and users (contract §7).

extension Records {
  mutating func createContact(_ values: [Assignment<Contact>], _ occasion: Occasion) throws(StoreError) {
    try Contact.require(["email"], in: values)
    var contact = Contact(id: try makeID(Contact.self))
    try contact.assign(values)
    try requireReferences(in: values)
    try requireUnique(contact)
    contact.createdAt = occasion.now
    contact.updatedAt = occasion.now
    try insert(contact)
  }

  mutating func editContact(
    _ id: ContactID, _ values: [Assignment<Contact>], seen: [Assignment<Contact>], _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    try requireUnchanged(before, since: seen)
    var after = before
    try after.assign(values)
    try requireReferences(in: values)
    try requireUnique(after)
    try update(before, to: after, occasion)
  }

  mutating func createCompany(_ values: [Assignment<Company>], _ occasion: Occasion) throws(StoreError) {
    try Company.require(["name"], in: values)
    var company = Company(id: try makeID(Company.self))
    try company.assign(values)
    try requireReferences(in: values)
    try requireUnique(company)
    company.createdAt = occasion.now
    company.updatedAt = occasion.now
    try insert(company)
  }

  mutating func editCompany(
    _ id: CompanyID, _ values: [Assignment<Company>], seen: [Assignment<Company>], _ occasion: Occasion
  ) throws(StoreError) {
    let before = try existing(id)
    try requireUnchanged(before, since: seen)
    var after = before
    try after.assign(values)
    try requireReferences(in: values)
    try requireUnique(after)
    try update(before, to: after, occasion)
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

  mutating func requireUnique(_ contact: Contact) throws(StoreError) {
    guard let other = try self.contact(email: contact.email), other.id != contact.id else { return }
    throw .refusing(.duplicate(other.key), "email")
  }

  mutating func requireUnique(_ company: Company) throws(StoreError) {
    guard let domain = company.domain, let other = try self.company(domain: domain), other.id != company.id else {
      return
    }
    throw .refusing(.duplicate(other.key), "domain")
  }
}
