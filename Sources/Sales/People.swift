package typealias ContactID = Identifier<Contact>
package typealias CompanyID = Identifier<Company>
package typealias UserID = Identifier<User>

/// A person on the other side (contract §7).
package struct Contact: Entity {
  package static let idPrefix = "cont"
  package static let table = Table.contacts

  package var id: ContactID
  /// Unique among contacts.
  package var email = ""
  package var firstName: String?
  package var lastName: String?
  package var phone: String?
  package var title: String?
  package var companyID: CompanyID?
  package var ownerID: UserID?
  package var metadata = Metadata.empty
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)

  package init(id: ContactID) {
    self.id = id
  }

  /// First and last name, else the e-mail address.
  package var displayName: String {
    let names = [firstName, lastName].compactMap(\.self)
    return names.isEmpty ? email : names.joined(separator: " ")
  }

  /// How the addresses end that stand in for one that nobody knows: the domain is one that RFC 2606 reserves for what
  /// cannot exist. The contract asks every contact for an address.
  static let unknownAddress = "@unknown.invalid"

  /// Whether the address is one that somebody gave, and not a stand-in.
  package var hasRealEmail: Bool { !email.hasSuffix(Self.unknownAddress) }

  /// The address to show, print or export; nil where nobody knows it.
  package var knownEmail: String? { hasRealEmail ? email : nil }

  package static let fields: [Field<Contact>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("email", \.email, .text, required: true),
    Field("first_name", \.firstName, .text),
    Field("last_name", \.lastName, .text),
    Field("phone", \.phone, .text),
    Field("title", \.title, .text),
    Field("company_id", \.companyID, .id(prefix: Company.idPrefix)),
    Field("owner_id", \.ownerID, .id(prefix: User.idPrefix)),
    Field("metadata", \.metadata, .json, hasDefault: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
  ]
}

/// A firm on the other side (contract §7).
package struct Company: Entity {
  package static let idPrefix = "comp"
  package static let table = Table.companies

  package var id: CompanyID
  package var name = ""
  /// Unique among companies that have one.
  package var domain: String?
  package var industry: String?
  package var website: String?
  package var ownerID: UserID?
  package var metadata = Metadata.empty
  package var createdAt = Timestamp(seconds: 0)
  package var updatedAt = Timestamp(seconds: 0)

  package init(id: CompanyID) {
    self.id = id
  }

  package static let fields: [Field<Company>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("name", \.name, .text, required: true),
    Field("domain", \.domain, .text),
    Field("industry", \.industry, .text),
    Field("website", \.website, .text),
    Field("owner_id", \.ownerID, .id(prefix: User.idPrefix)),
    Field("metadata", \.metadata, .json, hasDefault: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
    Field("updated_at", \.updatedAt, .moment, .derived),
  ]
}

/// A colleague, known by login; made at the first use (contract §7).
package struct User: Entity {
  package static let idPrefix = "user"
  package static let table = Table.users

  package var id: UserID
  /// Unique.
  package var name = ""
  package var createdAt = Timestamp(seconds: 0)

  package init(id: UserID) {
    self.id = id
  }

  package static let fields: [Field<User>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("name", \.name, .text, required: true),
    Field("created_at", \.createdAt, .moment, .readOnly),
  ]
}
