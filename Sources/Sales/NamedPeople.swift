/// A contact as a draft writes it: an address, `Name <address>`, or a display name.
struct ContactText {
  let name: String?
  let email: String?

  /// Nil when there is neither a name nor an address in it.
  init?(_ text: String) {
    let text = text.trimmed
    if text.last == ">", let open = text.lastIndex(of: "<") {
      let address = String(text[text.index(after: open)...].dropLast()).trimmed
      let name = String(text[..<open]).trimmed
      self.init(name: name, email: address)
    } else if text.contains("@") && !text.contains(where: \.isWhitespace) {
      self.init(name: "", email: text)
    } else {
      self.init(name: text, email: "")
    }
  }

  private init?(name: String, email: String) {
    guard !(name.isEmpty && email.isEmpty) else { return nil }
    self.name = name.isEmpty ? nil : name
    self.email = email.isEmpty ? nil : email
  }

  /// Both as they are known; nil when neither is.
  init?(name: String?, email: String?) {
    self.init(name: (name ?? "").trimmed, email: (email ?? "").trimmed)
  }

  /// Whether it names this contact: by the address where it has one, else by the name.
  func means(_ contact: Contact) -> Bool {
    if let email { return folded(email) == folded(contact.email) }
    return folded(name ?? "") == folded(contact.displayName)
  }

  /// Everything before the last space, and what follows it.
  var firstAndLast: (first: String?, last: String?) {
    guard let name else { return (nil, nil) }
    guard let space = name.lastIndex(where: \.isWhitespace) else { return (name, nil) }
    return (String(name[..<space]).trimmed, String(name[space...]).trimmed)
  }

  /// A stand-in address under the domain that RFC 2606 reserves for what cannot exist, since the contract asks every
  /// contact for an address and a name alone has none. `number` tells namesakes apart, from 1.
  func artificialEmail(number: Int) -> String {
    let hyphen = UInt8(ascii: "-")
    var slug: [UInt8] = []
    for byte in folded(name ?? "").utf8 {
      let isPlain = (97...122).contains(byte) || byte.isDigit
      if isPlain { slug.append(byte) } else if slug.last != hyphen { slug.append(hyphen) }
    }
    var ends = slug.prefix(60)
    if ends.first == hyphen { ends.removeFirst() }
    if ends.last == hyphen { ends.removeLast() }
    let words = String(decoding: ends, as: UTF8.self)
    return (words.isEmpty ? "contact" : words) + (number > 1 ? "-\(number)" : "") + Contact.unknownAddress
  }
}

extension Company {
  /// A new one, refused as the deal's field that names it.
  init(named text: String) throws(StoreError) {
    self.init(id: CompanyID(bits: 0))
    do {
      try assign([.set(\.name, text)])
    } catch {
      throw error.about("company_id")
    }
  }
}

extension Contact {
  /// A new one, refused as the deal's field that names it.
  init(named text: ContactText, email: String) throws(StoreError) {
    self.init(id: ContactID(bits: 0))
    let (first, last) = text.firstAndLast
    do {
      try assign([.set(\.email, email), .set(\.firstName, first), .set(\.lastName, last)])
    } catch {
      throw error.about("contact_id")
    }
  }
}

// MARK: - Finding and making them

extension Records {
  /// The company of that name, made when unknown; of a row that an export of our own wrote the one without a domain.
  mutating func company(
    named text: String, isExported: Bool = false, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> CompanyID {
    let key = folded(text) + (isExported ? "\n" : "")
    if let known = names.companies[key] { return known }
    let id = try company(named: text, [], isExported: isExported, occasion).id
    names.companies[key] = id
    return id
  }

  /// The company with that domain, else of that name unless its domain is another one; made when unknown, and with the
  /// values set. Its name stays as it is.
  ///
  /// In a row that an export of our own wrote several of one name are told apart by their domains, and one without a
  /// domain is one without.
  mutating func company(
    named text: String, _ values: [Assignment<Company>], isExported: Bool = false, _ occasion: Occasion
  ) throws(StoreError) -> Company {
    var company = try Company(named: text)
    let name = company.name
    try company.assign(values)
    company.name = name
    guard let known = try isExported ? self.company(exactly: company) : self.company(like: company) else {
      try requireReferences(in: values)
      company.id = try makeID(Company.self)
      company.begin(at: occasion.now)
      try insert(company)
      return company
    }
    return try set(values.filter { $0.field != "name" }, on: known, occasion)
  }

  private mutating func company(exactly company: Company) throws(StoreError) -> Company? {
    if let known = try self.company(named: company.name, exactly: company.domain) { return known }
    guard let domain = company.domain else { return nil }
    return try self.company(domain: domain)
  }

  mutating func company(like company: Company) throws(StoreError) -> Company? {
    if let domain = company.domain, let known = try self.company(domain: domain) { return known }
    guard let named = try self.company(named: company.name) else { return nil }
    return company.domain == nil || named.domain == nil ? named : nil
  }

  /// The contact that the text names, made when unknown, and then as one of the company.
  mutating func contact(
    named text: String, of company: CompanyID?, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> ContactID {
    guard let parts = ContactText(text) else { throw .refusing(.required, "contact_id") }
    let key = folded(text) + (names.keepsToCompany && parts.email == nil ? "\n\(company?.description ?? "")" : "")
    if let known = names.contacts[key] { return known }
    let id = try contact(parts, [], of: company, keepsToCompany: names.keepsToCompany, occasion).id
    names.contacts[key] = id
    return id
  }

  /// The contact with that address, else of that name; made when unknown, and with the values set. Its name stays as it
  /// is, and its address too unless that is not known.
  mutating func contact(
    _ parts: ContactText, _ values: [Assignment<Contact>], of company: CompanyID?, keepsToCompany: Bool,
    _ occasion: Occasion
  ) throws(StoreError) -> Contact {
    guard let known = try contact(like: parts, of: company, keepsToCompany: keepsToCompany) else {
      return try makeContact(parts, values, of: company, occasion)
    }
    var values = values.filter { $0.field != "email" }
    if let email = parts.email, !known.hasRealEmail { values.append(.set(\.email, email)) }
    if known.displayName == known.email, parts.name != nil {
      let (first, last) = parts.firstAndLast
      values += [.set(\.firstName, first), .set(\.lastName, last)]
    }
    return try set(values, on: known, occasion)
  }

  /// By the address where there is one, else, or where that is not known yet, by the name: of the company, then of none,
  /// and of any other where the import does not keep to companies.
  mutating func contact(
    like parts: ContactText, of company: CompanyID?, keepsToCompany: Bool
  ) throws(StoreError) -> Contact? {
    if let email = parts.email, let known = try contact(email: email) { return known }
    guard let name = parts.name else { return nil }
    var known = try contact(named: name, of: company)
    if known == nil, company != nil { known = try contact(named: name, of: nil) }
    if known == nil, parts.email == nil, company == nil || !keepsToCompany { known = try contact(named: name) }
    // Two addresses are two people.
    if parts.email != nil, known?.hasRealEmail == true { return nil }
    return known
  }

  private mutating func makeContact(
    _ parts: ContactText, _ values: [Assignment<Contact>], of company: CompanyID?, _ occasion: Occasion
  ) throws(StoreError) -> Contact {
    let email = if let email = parts.email { email } else { try freeEmail(for: parts) }
    var contact = try Contact(named: parts, email: email)
    try contact.assign(values.filter { $0.field != "email" })
    try requireReferences(in: values)
    contact.id = try makeID(Contact.self)
    contact.companyID = contact.companyID ?? company
    contact.begin(at: occasion.now)
    try insert(contact)
    return contact
  }

  private mutating func freeEmail(for parts: ContactText) throws(StoreError) -> String {
    var number = 1
    var email = parts.artificialEmail(number: number)
    while try contact(email: email) != nil {
      number += 1
      email = parts.artificialEmail(number: number)
    }
    return email
  }

  /// The row with those values, written where it differs.
  mutating func set<P: Party>(
    _ values: [Assignment<P>], on known: P, _ occasion: Occasion
  ) throws(StoreError) -> P {
    guard !values.isEmpty else { return known }
    var party = known
    try party.assign(values)
    guard party != known else { return known }
    try requireReferences(in: values)
    try requireUnique(party)
    try update(known, to: party, occasion)
    return party
  }
}
