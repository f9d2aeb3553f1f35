/// The rows that a draft or an import names, found or made once and then remembered.
///
/// An import asks for the same companies, colleagues and stages thousands of times; keys are folded names.
struct Names {
  var companies: [String: CompanyID] = [:]
  var contacts: [String: ContactID] = [:]
  var users: [String: UserID] = [:]
  /// Their names need not be unique; the oldest comes first.
  var pipelines: [String: [Pipeline]] = [:]
  var defaultPipeline: Pipeline?
  /// The stages of a pipeline by folded name.
  var stages: [PipelineID: [String: Stage]] = [:]
}

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
    var slug = ""
    for byte in folded(name ?? "").utf8 {
      let isPlain = (97...122).contains(byte) || byte.isDigit
      if isPlain { slug.unicodeScalars.append(Unicode.Scalar(byte)) } else if slug.last != "-" { slug += "-" }
    }
    let words = slug.prefix(60).split(separator: "-").joined(separator: "-")
    return (words.isEmpty ? "contact" : words) + (number > 1 ? "-\(number)" : "") + "@unknown.invalid"
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

extension Records {
  /// The values, and the ids of what is named beside them: a company and a contact are found or made, a colleague must
  /// be known.
  mutating func linked<E: Entity>(
    _ values: [Assignment<E>], of before: E, _ links: LinkNames, _ occasion: Occasion
  ) throws(StoreError) -> [Assignment<E>] {
    guard links != LinkNames() else { return values }
    var row = before
    try row.assign(values)
    // Before a contact is made of the company named.
    try requireReferences(in: values)
    var (names, ids) = (Names(), [Assignment<E>]())
    if let company = links.company {
      ids.append(Assignment(field: "company_id", value: try self.company(named: company, &names, occasion).scalar))
      try row.assign(ids)
    }
    if let contact = links.contact {
      let company = E.field("company_id").flatMap { CompanyID(scalar: $0.get(row)) }
      let id = try self.contact(named: contact, of: company, &names, occasion)
      ids.append(Assignment(field: "contact_id", value: id.scalar))
    }
    if let owner = links.owner {
      guard let user = try user(named: owner) else { throw .refusing(.unknownName(owner), "owner_id") }
      ids.append(Assignment(field: "owner_id", value: user.id.scalar))
    }
    return values + ids
  }

  mutating func company(named text: String, _ names: inout Names, _ occasion: Occasion) throws(StoreError) -> CompanyID
  {
    let key = folded(text)
    if let known = names.companies[key] { return known }
    var company = try Company(named: text)
    if let known = try self.company(named: company.name) {
      company.id = known.id
    } else {
      company.id = try makeID(Company.self)
      company.begin(at: occasion.now)
      try insert(company)
    }
    names.companies[key] = company.id
    return company.id
  }

  /// The contact that the text names, made when unknown, and then as one of the company.
  mutating func contact(
    named text: String, of company: CompanyID?, _ names: inout Names, _ occasion: Occasion
  ) throws(StoreError) -> ContactID {
    let key = folded(text)
    if let known = names.contacts[key] { return known }
    guard let parts = ContactText(text) else { throw .refusing(.required, "contact_id") }
    let known =
      if let email = parts.email { try contact(email: email) } else { try contact(named: parts.name ?? "") }
    let id = if let known { known.id } else { try makeContact(parts, of: company, occasion) }
    names.contacts[key] = id
    return id
  }

  private mutating func makeContact(
    _ parts: ContactText, of company: CompanyID?, _ occasion: Occasion
  ) throws(StoreError) -> ContactID {
    let email = if let email = parts.email { email } else { try freeEmail(for: parts) }
    var contact = try Contact(named: parts, email: email)
    contact.id = try makeID(Contact.self)
    contact.companyID = company
    contact.begin(at: occasion.now)
    try insert(contact)
    return contact.id
  }

  private mutating func freeEmail(for parts: ContactText) throws(StoreError) -> String {
    var number = 1
    while try contact(email: parts.artificialEmail(number: number)) != nil { number += 1 }
    return parts.artificialEmail(number: number)
  }

  mutating func owner(named text: String, _ names: inout Names, _ occasion: Occasion) throws(StoreError) -> UserID {
    let key = folded(text)
    if let known = names.users[key] { return known }
    let id: UserID
    do {
      id = try userNamed(text, occasion)
    } catch {
      throw error.about("owner_id")
    }
    names.users[key] = id
    return id
  }

  /// The pipeline of that name, nil for the default one; nil when there is none.
  mutating func pipeline(named text: String?, _ names: inout Names) throws(StoreError) -> Pipeline? {
    try pipelines(named: text, &names).first
  }

  private mutating func pipelines(named text: String?, _ names: inout Names) throws(StoreError) -> [Pipeline] {
    if names.pipelines.isEmpty {
      for pipeline in try pipelines() {
        names.pipelines[folded(pipeline.name), default: []].append(pipeline)
        if pipeline.isDefault { names.defaultPipeline = pipeline }
      }
    }
    guard let text else { return names.defaultPipeline.map { [$0] } ?? [] }
    return names.pipelines[folded(text)] ?? []
  }

  /// The stage by its name; of several pipelines of one name, that of the first which has it.
  mutating func stage(named name: StageName, _ names: inout Names) throws(StoreError) -> Stage {
    let pipelines = try pipelines(named: name.pipeline, &names)
    if pipelines.isEmpty { throw .refusing(.unknownName(name.pipeline ?? ""), "pipeline_id") }
    for pipeline in pipelines {
      if let stage = try stages(of: pipeline, &names)[folded(name.stage)] { return stage }
    }
    throw .refusing(.unknownName(name.stage), "stage_id")
  }

  mutating func stages(of pipeline: Pipeline, _ names: inout Names) throws(StoreError) -> [String: Stage] {
    if let known = names.stages[pipeline.id] { return known }
    let stages = try stages(of: pipeline.id)
    let byName = Dictionary(stages.map { (folded($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    names.stages[pipeline.id] = byName
    return byName
  }
}

extension StoreError {
  /// A refusal of a named row's own field, told as one of the deal's field that names it.
  func about(_ field: String) -> StoreError {
    guard case .refused(let refusal) = self else { return self }
    return .refused(Refusal(refusal.rule, field: field))
  }

  /// The same refusal of a row that is embedded in another one, its field named from there.
  func inside(_ path: String) -> StoreError {
    guard case .refused(let refusal) = self, let field = refusal.field else { return self }
    return about("\(path).\(field)")
  }
}
