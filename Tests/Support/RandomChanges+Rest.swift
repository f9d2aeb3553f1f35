import Sales

extension RandomChanges {
  mutating func createPipeline() -> Change {
    var stages = Pipeline.firstStages
    if random.oneIn(2) { stages.shuffle(using: &random) }
    if random.oneIn(4) { stages = (0..<stages.count).map { stages[$0] + [.set(\.position, 4 - $0)] } }
    return .createPipeline([.set(\.name, text())] + some(pipelineValues()), stages: random.oneIn(6) ? [] : stages)
  }

  mutating func pipelineValues() -> [Assignment<Pipeline>] {
    some([.set(\.name, text()), .set(\.metadata, Metadata(text: "{\"a\":1}")), .set(\.isDefault, !random.oneIn(4))])
  }

  mutating func stageValues(named: Bool) -> [Assignment<Stage>] {
    let optional: [Assignment<Stage>] = [
      .set(\.type, random.pick(.open, .open, .won, .lost)), .set(\.color, HexColor(random.pick("#abc", "#012345"))),
      .set(\.probability, random.oneIn(20) ? 101 : random.pick(nil, 0, 55)), .set(\.idleLimitDays, random.pick(nil, 7)),
      .set(\.position, random.oneIn(20) ? 40 : random.pick(0, 1, 2)),
    ]
    return (named ? [.set(\.name, text())] : some([.set(\.name, text())])) + some(optional)
  }

  mutating func reorderStages(_ records: DictionaryRecords) -> Change {
    let id = pick(Pipeline.self, records)
    var order = records.stages(of: id).map(\.id)
    let seen = random.oneIn(2) ? order : []
    order.shuffle(using: &random)
    if random.oneIn(10), let first = order.first { order.append(first) }
    if random.oneIn(10) { order = Array(order.dropLast()) }
    return .reorderStages(id, order, seen: random.oneIn(20) ? order : seen)
  }

  mutating func activityValues(_ records: DictionaryRecords) -> [Assignment<Activity>] {
    some([
      .set(\.status, random.pick(.completed, .completed, .draft, .scheduled)), .set(\.subject, text()),
      .set(\.dealID, maybe(Deal.self, records)), .set(\.contactID, maybe(Contact.self, records)),
      .set(\.companyID, maybe(Company.self, records)), .set(\.occurredAt, moment()),
      .set(\.dealID, pick(Deal.self, records)),
      .set(\.duration, random.oneIn(20) ? -1 : random.pick(nil, 60)), .set(\.direction, random.pick(nil, .inbound)),
    ])
  }

  mutating func followUpValues(_ records: DictionaryRecords) -> [Assignment<FollowUp>] {
    some([
      .set(\.status, random.pick(.pending, .completed, .cancelled)), .set(\.description, text()),
      .set(\.dueAt, random.pick(nil, moment(), day())), .set(\.dealID, maybe(Deal.self, records)),
      .set(\.priority, random.pick(.low, .urgent)), .set(\.dealID, pick(Deal.self, records)),
      .set(\.ownerID, maybe(User.self, records)),
    ])
  }

  mutating func contactValues(_ records: DictionaryRecords, withEmail: Bool) -> [Assignment<Contact>] {
    let number = Int.random(in: 1...12, using: &random)
    let email: [Assignment<Contact>] = [.set(\.email, random.pick("person\(number)@x.example", "Ada@Acme.example"))]
    return (withEmail ? email : some(email))
      + some([
        .set(\.firstName, random.pick(nil, "Ada", "Émile")), .set(\.lastName, random.pick(nil, "Lovelace")),
        .set(\.companyID, maybe(Company.self, records)), .set(\.ownerID, maybe(User.self, records)),
      ])
  }

  mutating func companyValues(_ records: DictionaryRecords) -> [Assignment<Company>] {
    some([
      .set(\.name, text()), .set(\.domain, random.pick(nil, "acme.example", "ACME.example", "hooli.example")),
      .set(\.industry, random.pick(nil, "steel")), .set(\.ownerID, maybe(User.self, records)),
    ])
  }
}
