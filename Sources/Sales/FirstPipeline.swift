extension Pipeline {
  /// The pipeline that a new database starts with (contract §4).
  package static let firstValues: [Assignment<Pipeline>] = [.set(\.name, "Sales Pipeline")]

  /// Its stages in order, as `createPipeline` takes them.
  package static let firstStages: [[Assignment<Stage>]] = [
    open("Qualified", 0x3b82f6, probability: 20, idleDays: 14, stageDays: 30),
    open("Proposal Sent", 0xf59e0b, probability: 50, idleDays: 10, stageDays: 30),
    open("Negotiation", 0x8b5cf6, probability: 80, idleDays: 7, stageDays: 21),
    closed("Closed Won", .won),
    closed("Closed Lost", .lost),
  ]

  private static func open(
    _ name: String, _ color: UInt32, probability: Int, idleDays: Int, stageDays: Int
  ) -> [Assignment<Stage>] {
    [
      .set(\.name, name), .set(\.color, HexColor(color)), .set(\.probability, probability),
      .set(\.idleLimitDays, idleDays), .set(\.stageLimitDays, stageDays),
    ]
  }

  private static func closed(_ name: String, _ type: StageType) -> [Assignment<Stage>] {
    [.set(\.name, name), .set(\.type, type), .set(\.color, type.usualColor)]
  }
}

extension StageType {
  /// The colour of a won or lost stage that comes without one; open stages take theirs from the palette.
  package var usualColor: HexColor? {
    switch self {
    case .open: nil
    case .won: HexColor(0x10b981)
    case .lost: HexColor(0xef4444)
    }
  }
}
