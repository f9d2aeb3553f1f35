package import Sales

/// The rows around a deal that its answer names.
package struct Related: Hashable, Sendable {
  package var contact: Contact?
  package var company: Company?
  package var pipeline: Pipeline?
  package var stage: Stage?
  package var activities: [Activity]
  package var followUps: [FollowUp]

  package init(
    contact: Contact? = nil, company: Company? = nil, pipeline: Pipeline? = nil, stage: Stage? = nil,
    activities: [Activity] = [], followUps: [FollowUp] = []
  ) {
    self.contact = contact
    self.company = company
    self.pipeline = pipeline
    self.stage = stage
    self.activities = activities
    self.followUps = followUps
  }

  /// The deal's `relationships`: those set.
  var relationships: JSON {
    .object(
      Inclusion.links.compactMap { link in
        references(link).first.map { JSON.Member(link.rawValue, $0.json) }
      })
  }

  /// What stands in `included` beside deals: exactly what is asked for, in the order in which it is asked, each row once,
  /// however many of the deals have it.
  package static func included(_ inclusions: [Inclusion], of rows: [Related]) -> [JSON] {
    var seen: Set<String> = []
    return inclusions.flatMap { inclusion in
      rows.flatMap { $0.references(inclusion) }.filter { seen.insert($0.id).inserted }.map(\.json)
    }
  }

  private func references(_ inclusion: Inclusion) -> [Reference] {
    switch inclusion {
    case .contact: contact.map { [Reference("contact", $0.id, $0.displayName)] } ?? []
    case .company: company.map { [Reference("company", $0.id, $0.name)] } ?? []
    case .pipeline: pipeline.map { [Reference("pipeline", $0.id, $0.name)] } ?? []
    case .stage: stage.map { [Reference("stage", $0.id, $0.name)] } ?? []
    case .activities: activities.map { Reference("activity", $0.id, $0.subject) }
    case .tasks: followUps.map { Reference("task", $0.id, $0.title) }
    }
  }
}

/// A row by its kind, id and name; an activity without a subject has no name.
private struct Reference {
  let type: String
  let id: String
  let name: String?

  init<E>(_ type: String, _ id: Identifier<E>, _ name: String?) {
    self.type = type
    self.id = id.description
    self.name = name
  }

  var json: JSON {
    var members = [JSON.Member("type", .string(type)), JSON.Member("id", .string(id))]
    if let name { members.append(JSON.Member("name", .string(name))) }
    return .object(members)
  }
}

/// What `include` may name (contract §1).
package enum Inclusion: String, CaseIterable, Sendable {
  case contact, company, pipeline, stage, activities, tasks

  /// The ones that a deal has at most one of.
  static let links: [Inclusion] = [.contact, .company, .pipeline, .stage]
  /// What stands beside a full deal when the request does not say.
  package static let usual: [Inclusion] = [.contact, .company]
}
