package import Sales

extension Request {
  /// The change that a request asks for; nil for one that only reads. Throws `invalid_request` for a body that is no
  /// object, or that is there where none belongs, and `validation_error` for a member of it.
  package func change(body payload: Payload) throws(Problem) -> Change? {
    guard route.body != .none else {
      if !payload.isNone { throw Problem(.invalidRequest, "\(route.method.rawValue) \(route.path) takes no body.") }
      return deletion
    }
    if payload.isNone {
      throw Problem(
        .invalidRequest,
        "\(route.method.rawValue) \(route.path) needs a body: give a JSON object with --data, or as body in a batch.")
    }
    let body = try Body(payload)
    switch route.body {
    case .none: return nil
    case .new(let resource): return try creation(of: resource, body)
    case .changes(let resource): return try update(of: resource, body)
    case .stageID: return .moveDeal(id(of: Deal.self), to: try body.stageID())
    case .stageIDs: return .reorderStages(id(of: Pipeline.self), try body.stageIDs())
    }
  }

  private var deletion: Change? {
    guard route.method == .delete, let key = keys.last else { return nil }
    return switch key {
    case .deal(let id): .deleteDeal(id)
    case .pipeline(let id): .deletePipeline(id)
    case .stage(let id): .removeStage(id)
    case .activity(let id): .deleteActivity(id)
    case .followUp(let id): .deleteFollowUp(id)
    case .contact(let id): .deleteContact(id)
    case .company(let id): .deleteCompany(id)
    case .goal(let id): .deleteGoal(id)
    case .review(let id): .deleteReview(id)
    case .user, .transition: nil
    }
  }

  private func creation(of resource: Resource, _ body: Body) throws(Problem) -> Change? {
    switch resource {
    case .deal: return .createDeal(DealDraft(values: try body.assignments(of: Deal.self, for: .create)))
    case .pipeline:
      let (values, stages) = try body.pipelineWithStages()
      return .createPipeline(values, stages: stages)
    case .stage:
      return .addStage(id(of: Pipeline.self), try body.assignments(of: Stage.self, for: .create), at: nil)
    case .activity: return .createActivity(try body.assignments(of: Activity.self, for: .create))
    case .task: return .createFollowUp(try body.assignments(of: FollowUp.self, for: .create))
    case .contact: return .createContact(try body.assignments(of: Contact.self, for: .create))
    case .company: return .createCompany(try body.assignments(of: Company.self, for: .create))
    case .transition, .user, .event, .goal, .review: return nil
    }
  }

  private func update(of resource: Resource, _ body: Body) throws(Problem) -> Change? {
    switch resource {
    case .deal: .editDeal(id(of: Deal.self), try body.assignments(of: Deal.self, for: .update))
    case .pipeline: .editPipeline(id(of: Pipeline.self), try body.assignments(of: Pipeline.self, for: .update))
    case .stage: .editStage(id(of: Stage.self), try body.assignments(of: Stage.self, for: .update))
    case .activity: .editActivity(id(of: Activity.self), try body.assignments(of: Activity.self, for: .update))
    case .task: .editFollowUp(id(of: FollowUp.self), try body.assignments(of: FollowUp.self, for: .update))
    case .contact: .editContact(id(of: Contact.self), try body.assignments(of: Contact.self, for: .update))
    case .company: .editCompany(id(of: Company.self), try body.assignments(of: Company.self, for: .update))
    case .transition, .user, .event, .goal, .review: nil
    }
  }
}
