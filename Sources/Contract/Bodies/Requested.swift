package import Sales

/// An entity that bodies of requests are about: what the contract asks of them besides the table of fields.
package protocol Requested: Entity {
  /// The members without which it cannot be made (contract §3, §4, §6, §7: the starred ones). Every other required
  /// field has a default.
  static var needed: [String] { get }
  /// The members that are sent but are no field of the row, and so cannot be set.
  static var computed: [String] { get }
}

extension Requested {
  package static var computed: [String] { [] }
}

extension Deal: Requested {
  package static var needed: [String] { ["name", "pipeline_id", "stage_id"] }
  package static var computed: [String] { ["days_in_stage", "deal_age_days", "relationships"] }
}

extension Pipeline: Requested {
  package static var needed: [String] { ["name"] }
  /// Stages are embedded when it is made, and have paths of their own from then on.
  package static var computed: [String] { ["stages"] }
}

extension Stage: Requested {
  package static var needed: [String] { ["name"] }
}

extension Activity: Requested {
  package static var needed: [String] { ["type"] }
}

extension FollowUp: Requested {
  package static var needed: [String] { ["title"] }
}

extension Contact: Requested {
  package static var needed: [String] { ["email"] }
}

extension Company: Requested {
  package static var needed: [String] { ["name"] }
}
