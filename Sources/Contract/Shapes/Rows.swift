package import Sales

// Rows as the wire has them: members in the documented order, unset ones left out (contract §1, §3 to §7).

extension Selection {
  /// A deal; the day counters are those of the present.
  package func json(_ deal: Deal, related: Related = Related(), at present: Present) -> JSON {
    object(deal) { name in
      switch name {
      case "days_in_stage": .number(deal.stageEnteredAt.wholeDays(until: present.now))
      case "deal_age_days": .number(deal.createdAt.wholeDays(until: present.now))
      case "relationships": related.relationships
      default: nil
      }
    }
  }

  /// A pipeline with its stages in order of position.
  package func json(_ plan: PipelinePlan) -> JSON {
    object(plan.pipeline) { name in
      guard name == "stages" else { return nil }
      let stages = plan.stages.sorted { $0.position < $1.position }
      return .array(stages.map { Selection(.stage, in: .full).json($0) })
    }
  }

  package func json(_ stage: Stage) -> JSON { object(stage) }

  /// A row of stage history; the first one comes from no stage, and says so.
  package func json(_ transition: StageTransition) -> JSON {
    object(transition) { $0 == "from_stage_id" ? .null : nil }
  }

  package func json(_ activity: Activity) -> JSON { object(activity) }
  package func json(_ followUp: FollowUp) -> JSON { object(followUp) }
  package func json(_ contact: Contact) -> JSON { object(contact) }
  package func json(_ company: Company) -> JSON { object(company) }
  package func json(_ user: User) -> JSON { object(user) }
  package func json(_ goal: Goal) -> JSON { object(goal) }
  package func json(_ item: ReviewItem) -> JSON { object(item) }

  /// The selected members that have a value; `other` has those that no field has or that are unset.
  private func object<E: Entity>(_ entity: E, other: (String) -> JSON? = { _ in nil }) -> JSON {
    .object(
      members.compactMap { name in
        let value = E.field(name).flatMap { $0.kind.json($0.get(entity)) } ?? other(name)
        return value.map { JSON.Member(name, $0) }
      })
  }
}

extension FieldKind {
  /// The stored value as the wire has it; nil for nothing.
  package func json(_ value: Scalar) -> JSON? {
    switch (self, value) {
    case (_, .null): nil
    case (.moment, .integer(let seconds)), (.date, .integer(let seconds)):
      .string(Timestamp(seconds: seconds).description)
    case (.flag, .integer(let number)): .bool(number != 0)
    case (_, .integer(let number)): .number(number)
    case (.json, .text(let text)): object(text)
    case (_, .text(let text)): .string(text)
    }
  }

  /// Metadata that others wrote into the file may be more than the wire reads, such as too deep. It is sent as text then:
  /// an empty object would be a lie, and a client that writes it back would lose what was there.
  private func object(_ text: String) -> JSON {
    guard let json = try? JSON(text) else { return .string(text) }
    return json
  }
}
