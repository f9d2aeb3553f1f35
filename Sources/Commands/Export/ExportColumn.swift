import Sales

/// The columns of an exported file, in their order; the raw value is the header.
///
/// A file that has all of them is read as literally as it was written, and an empty cell in it clears its field, but
/// removes no activity and no task. In a file from which columns were cut an empty cell leaves the field as it is.
enum ExportColumn: String, CaseIterable, Sendable {
  case name
  /// Major units, with as many decimals as the currency has.
  case value
  case currency, stage, pipeline, status, company
  /// `Ada Lovelace <ada@example.com>`, or what of it is known.
  case contact
  case owner, source
  /// The id that another program gave the deal, with the program's name where that is known (`hubspot:1`); else its own.
  case externalID = "external-id"
  /// Moments are written in UTC, as `2026-03-16T12:00:00Z`.
  case created
  case stageEntered = "stage-entered"
  /// Empty for a deal that is not closed, and for one of which nobody knows when it was.
  case closed
  /// A date, or a moment where a program gave the hour.
  case expectedClose = "expected-close"
  case lossReason = "loss-reason"
  case contactPhone = "contact-phone"
  /// The contact's job.
  case contactTitle = "contact-title"
  case companyDomain = "company-domain"
  case companyWebsite = "company-website"
  case companyIndustry = "company-industry"
  /// The title of the pending task that is due first.
  case nextStep = "next-step"
  /// Its day, or a moment where it has an hour; empty without a day.
  case nextStepDate = "next-step-date"
  case parkedUntil = "parked-until"
  /// The last human touch, from which idle days are counted.
  case lastActivity = "last-activity"
  /// The deal's metadata as a JSON object; empty where there is none.
  case metadata
  /// What was done with the deal, oldest first, as a JSON array; empty where there is nothing.
  ///
  /// Each is as `GET /activities/:id` has it, without ids: `contact`, `company` and `owner` are written as the deal's.
  case activities
  /// What was and is planned for the deal, likewise; `next-step` repeats one of them.
  case tasks
  /// Only in the first row: every pipeline of the file with all its stages in order, those without deals too, as JSON.
  ///
  /// `[{"name":…,"is_default":true,"stages":[{"name":…,"type":"open","color":"#3b82f6","probability":20,
  /// "idle_limit_days":7,"stage_limit_days":30},…]},…]`; members that are not set are left out.
  case pipelines

  static let header = allCases.map(\.rawValue)

  /// Whether the header has a column for every field of a deal, so that an empty cell clears its field. What was done
  /// and planned are rows of their own.
  static func isWhole(_ header: [String]) -> Bool {
    Set(self.header).subtracting([activities.rawValue, tasks.rawValue]).isSubset(of: header)
  }
}

extension ExportColumn {
  /// The cell of the column `pipelines`.
  static func text(of plans: [PipelinePlan]) -> String {
    JSON.array(plans.map(json)).text
  }

  private static func json(_ plan: PipelinePlan) -> JSON {
    .object([
      JSON.Member("name", .string(plan.pipeline.name)), JSON.Member("is_default", .bool(plan.pipeline.isDefault)),
      JSON.Member("stages", .array(plan.stages.map(json))),
    ])
  }

  private static func json(_ stage: Stage) -> JSON {
    let numbers: [(String, Int?)] = [
      ("probability", stage.probability), ("idle_limit_days", stage.idleLimitDays),
      ("stage_limit_days", stage.stageLimitDays),
    ]
    let color = stage.color.map { [JSON.Member("color", .string($0.description))] } ?? []
    return .object(
      [JSON.Member("name", .string(stage.name)), JSON.Member("type", .string(stage.type.rawValue))] + color
        + numbers.compactMap { name, number in number.map { JSON.Member(name, .number($0)) } })
  }
}
